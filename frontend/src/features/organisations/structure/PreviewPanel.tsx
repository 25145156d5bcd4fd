/** What a change would do, what must be settled first (each with its list), and every rule with its verdict. */
import type { ReactNode } from "react";

import type { StructurePreviewOut } from "@/api/client/types.gen";
import { Alert, AppLink, Panel, RuleChecks } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/structure";

interface PreviewPanelProps {
  readonly preview: StructurePreviewOut;
  /** Speaks of taking the change back instead of making it. */
  readonly isUndo?: boolean;
  readonly children?: ReactNode;
}

export function PreviewPanel({ preview, isUndo = false, children }: PreviewPanelProps) {
  const { may, moves, matters, checks } = preview;
  const words = isUndo
    ? { title: t("structure.undo"), yes: t("structure.undo.may"), no: t("structure.undo.may_not") }
    : { title: t("structure.preview"), yes: t("structure.preview.may"), no: t("structure.preview.may_not") };
  const moved = moves.filter((item) => item.count > 0);
  return (
    <Panel title={words.title}>
      <Alert type={may ? "success" : "warning"} showIcon title={may ? words.yes : words.no} />
      {moved.length > 0 && (
        <>
          <h3 className="gap-above">{t("structure.moves")}</h3>
          <dl className="month-line structure-moves">
            {moved.map((item) => <div key={item.code}><dt>{item.label}</dt><dd className="number">{count(item.count)}</dd></div>)}
          </dl>
        </>
      )}
      {matters.length > 0 && (
        <>
          <h3 className="gap-above">{t("structure.matters")}</h3>
          <ul>
            {matters.map((item) => (
              <li key={item.code}><AppLink href={item.link}>{item.label}</AppLink>：<span className="number">{count(item.count)}</span></li>
            ))}
          </ul>
        </>
      )}
      <h3 className="gap-above">{t("structure.checks")}</h3>
      <RuleChecks checks={checks} />
      {children}
    </Panel>
  );
}
