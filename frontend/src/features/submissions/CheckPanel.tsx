/** What the checks found: errors to mend, warnings that want a reason, with the records behind a change. */
import { focusControl, Input, Panel, ToneTag } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Draft } from "./useDraft";
import type { FiredCheck } from "./types";

interface CheckPanelProps {
  readonly draft: Draft;
  readonly canEdit: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export function CheckPanel({ draft, canEdit, labels }: CheckPanelProps) {
  if (draft.checks.length === 0) return null;
  const errors = draft.checks.filter((check) => check.severity === "error");
  const warnings = draft.checks.filter((check) => check.severity === "warning");
  return (
    <div id="checks">
      <Panel title={t("returns.checks", { errors: errors.length, warnings: warnings.length })}>
        <ul className="check-list">
          {[...errors, ...warnings].map((check) => (
            <li key={check.code}><CheckLine check={check} draft={draft} canEdit={canEdit} labels={labels} /></li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function CheckLine({ check, draft, canEdit, labels }: CheckPanelProps & { readonly check: FiredCheck }) {
  const item = check.items[0] ?? "";
  const isError = check.severity === "error";
  return (
    <>
      <p>
        <ToneTag tone={isError ? "problem" : check.is_answered ? "neutral" : "attention"}>
          {t(isError ? "returns.check.error" : check.is_answered ? "returns.check.answered" : "returns.check.warning")}
        </ToneTag>{" "}
        <a href={`#${item}`} onClick={(event) => { event.preventDefault(); focusControl(item); }}>{check.message}</a>
        <span className="quiet"> {check.fix}</span>
      </p>
      {check.records.length > 0 && (
        <details className="check-records">
          <summary>{t("returns.records", { n: check.records.length })}</summary>
          <ul>{check.records.map((row) => <li key={row.on + row.label + row.text}>{row.on} {row.label} {row.text}</li>)}</ul>
        </details>
      )}
      {!isError && canEdit && (
        <Input.TextArea
          id={`reason-${check.code}`} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} value={draft.reasonOf(item)}
          aria-label={t("returns.reason_for", { label: labels[item] ?? item, message: check.message })} placeholder={t("returns.reason.placeholder")}
          onChange={(event) => draft.setReason(item, event.target.value)}
        />
      )}
      {!isError && !canEdit && check.reason && <p className="trail-note">{t("returns.reason_given", { reason: check.reason })}</p>}
    </>
  );
}
