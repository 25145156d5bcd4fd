/** The desk on which a return lies: state and deadline, parts, checks, actions, trail. */
import { useState } from "react";

import { Alert, CodeTag, ConflictDialog, differencesOf, HistoryTimeline, Page, Panel, problemText, useShortcut } from "@/kit";
import { clockTime, monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { Amendments } from "./Amendments";
import { Attachments } from "./Attachments";
import { CheckPanel } from "./CheckPanel";
import { DeskActions } from "./DeskActions";
import { RETURN_TONES } from "./looks";
import { ReturnNotices } from "./ReturnNotices";
import { SectionTable } from "./SectionTable";
import { TaskList } from "./TaskList";
import type { Return, Value } from "./types";
import { useDraft, type Draft } from "./useDraft";
import "./submissions.css";

export function ReturnDesk({ ret }: { readonly ret: Return }) {
  const draft = useDraft(ret);
  const [remarks, setRemarks] = useState<Readonly<Record<string, string>>>({});
  const reviewing = ret.actions.some((action) => action.code === "return");
  const cells = ret.sections.flatMap((section) => section.cells);
  const labels = Object.fromEntries(cells.map((cell) => [cell.item, cell.label]));
  useShortcut("Ctrl+S", t("returns.save_now"), () => void draft.flush());
  return (
    <Page
      title={`${ret.organisation_name} ${monthName(ret.period)}`} trail={[{ label: t("returns.title"), href: "/returns" }]}
      mark={<CodeTag code="ReturnStatus" value={ret.status} tones={RETURN_TONES} />} lead={<Lead ret={ret} draft={draft} />}
      actions={<DeskActions ret={ret} draft={draft} remarks={remarks} labels={labels} />}
    >
      <ReturnNotices ret={ret} />
      {draft.state === "failed" && !draft.conflict && (
        <Alert type="error" showIcon className="gap-below" title={t("returns.not_saved")} description={problemText(draft.error)} />
      )}
      <div className="return-desk">
        <TaskList sections={ret.sections} draft={draft} canEdit={ret.can_edit} />
        <div>
          <CheckPanel draft={draft} canEdit={ret.can_edit} labels={labels} />
          {ret.sections.map((section) => (
            <SectionTable
              key={section.code} section={section} draft={draft} canEdit={ret.can_edit} remarks={remarks}
              onRemark={reviewing ? (item, text) => setRemarks((now) => ({ ...now, [item]: text })) : undefined}
            />
          ))}
          <Attachments ret={ret} />
          <Amendments ret={ret} />
          <Panel title={t("returns.trail")}><HistoryTimeline entries={ret.trail} /></Panel>
        </div>
      </div>
      {draft.conflict && (
        <ConflictDialog
          object={t("returns.one")} differences={differencesOf(draft.conflict, serverValues(ret, draft.conflict), labels)}
          onTakeTheirs={() => draft.settle(false)} onKeepMine={() => draft.settle(true)}
        />
      )}
    </Page>
  );
}

function serverValues(ret: Return, mine: Readonly<Record<string, Value>>): Record<string, Value> {
  const cells = ret.sections.flatMap((section) => section.cells).filter((cell) => cell.item in mine);
  return Object.fromEntries(cells.map((cell) => [cell.item, cell.value]));
}

/** The deadline that is in question now. */
function dueText({ status, deadlines }: Return): string {
  if (status === "submitted") return t("returns.review_due", { date: deadlines.review_due_on });
  if (status === "accepted") return t("returns.lock_due", { date: deadlines.lock_due_on });
  return t("returns.fill_due", { date: deadlines.fill_due_on });
}

function Lead({ ret, draft }: { readonly ret: Return; readonly draft: Draft }) {
  const { deadlines } = ret;
  const left = deadlines.days_left;
  const due = left >= 0 ? t("returns.days_left", { n: left }) : t("returns.days_over", { n: -left });
  const saved = draft.state === "pending" ? t("returns.saving") : draft.savedAt ? t("returns.saved_at", { time: clockTime(draft.savedAt) }) : "";
  return (
    <>
      {ret.form_label} · {dueText(ret)}
      {ret.status !== "locked" && <> · <strong className={left < 0 ? "text-error" : undefined}>{due}</strong></>}
      {deadlines.is_estimated && <> · {t("returns.due_estimated")}</>}
      {saved && <> · <span role="status">{saved}</span></>}
    </>
  );
}
