/** One number on a dashboard with its unit, its meaning, and the way to the rows behind it. */
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";

import { AppLink } from "./AppLink";

interface FigureProps {
  readonly label: string;
  /** Count or Money. */
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** The rows behind the number. */
  readonly href?: string;
}

export function Figure({ label, value, note, href }: FigureProps) {
  const body = (
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-value">{value}</span>
      {note && <span className="figure-note">{note}</span>}
    </>
  );
  if (!href) return <div className="figure">{body}</div>;
  return <AppLink className="figure" href={href} title={t("kit.figure.rows")}>{body}</AppLink>;
}

export function FigureRow({ children }: { readonly children: ReactNode }) {
  return <div className="figures">{children}</div>;
}
