/** Nothing here yet: says so and offers the next step. */
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";

interface EmptyProps {
  readonly title?: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

export function Empty({ title, text, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title ?? t("kit.empty")}</p>
      {text && <p className="quiet">{text}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}
