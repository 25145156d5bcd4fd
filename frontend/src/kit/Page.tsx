/** The same skeleton for every page: trail, title with state, actions, content. */
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";

import { AppLink, usePath } from "./AppLink";
import { SkeletonBlock } from "./SkeletonBlock";

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageProps {
  readonly title: ReactNode;
  /** Steps between home and this page. */
  readonly trail?: readonly Crumb[];
  /** Beside the title: a CodeTag, a deadline. */
  readonly mark?: ReactNode;
  /** One quiet line under the title. */
  readonly lead?: ReactNode;
  /** Buttons on the right; the main one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, trail = [], mark, lead, actions, children }: PageProps) {
  return (
    <div className="page">
      {usePath() !== "/" && <Crumbs title={title} trail={trail} />}
      <header className="page-head">
        <div className="page-title"><h1>{title}</h1>{mark}</div>
        {actions && <div className="page-actions">{actions}</div>}
        {lead && <p className="page-lead">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

function Crumbs({ title, trail }: { readonly title: ReactNode; readonly trail: readonly Crumb[] }) {
  return (
    <nav aria-label={t("kit.breadcrumb")} className="crumbs">
      <ol>
        <li><AppLink href="/">{t("home.title")}</AppLink></li>
        {trail.map((crumb) => <li key={crumb.href}><AppLink href={crumb.href}>{crumb.label}</AppLink></li>)}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}

/** While the page's own code loads. */
export function PageSkeleton() {
  return <div className="page"><SkeletonBlock rows={8} title /></div>;
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  /** No inner padding, for tables. */
  readonly flush?: boolean;
}

/** A white block with an optional heading. */
export function Panel({ title, extra, children, flush = false }: PanelProps) {
  return (
    <section className={flush ? "panel flush" : "panel"}>
      {(title || extra) && <header className="panel-head"><h2>{title}</h2>{extra}</header>}
      {children}
    </section>
  );
}
