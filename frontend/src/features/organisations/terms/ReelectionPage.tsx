/** One re-election: the request, the report judged rule by rule, what may be done now, the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { ReelectionOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks, useGo, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { REELECTION_TONES } from "./looks";
import { ELECTED_COLUMNS } from "./elected";
import { ReplyDialog } from "./ReplyDialog";
import { RequestDialog } from "./RequestDialog";

const WITH_FORM = ["edit", "report", "reply"];
const REFRESH = ["/reelections", "/organisations", "/committee-terms", "/indicators"];

export default function ReelectionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ReelectionOut>(`/reelections/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("reelections.of", { name: item.organisation_name, n: item.term_no }) : t("reelections.one")}
      trail={[{ label: t("terms.title"), href: "/terms" }, { label: t("reelections.title"), href: "/reelections" }]}
      mark={item && <CodeTag code="ReelectionState" value={item.status} tones={REELECTION_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: ReelectionOut }) {
  const [open, setOpen] = useState("");
  const notify = useNotify();
  const go = useGo();
  const move = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/reelections/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("reelections.done")) },
  );
  const effect = (code: string) => t(`reelections.effect.${code}` as never);
  const forms = item.actions.filter(({ code }) => WITH_FORM.includes(code));
  return (
    <>
      <ActionBar
        actions={item.actions.filter(({ code }) => !WITH_FORM.includes(code))} object={item.organisation_name} busy={move.busy} error={move.error}
        onReset={move.reset} onAct={(action, note) => move.send({ action, note })} looks={{
          permit: { effect: effect("permit"), primary: true }, resubmit: { effect: effect("resubmit"), primary: true }, return: { effect: effect("return") },
          return_report: { effect: effect("return_report") }, withdraw: { effect: effect("withdraw"), danger: true },
        }}
      />
      {forms.map(({ code, label }) => (
        <Button key={code} type={code === "edit" ? "default" : "primary"} onClick={() => (code === "report" ? go(`/reelections/${item.id}/report`) : setOpen(code))}>{label}</Button>
      ))}
      {open === "edit" && <RequestDialog unionId={item.organisation_id} unionName={item.organisation_name} years={[3, 5]} item={item} onClose={() => setOpen("")} />}
      {open === "reply" && <ReplyDialog item={item} onClose={() => setOpen("")} />}
    </>
  );
}

function Card({ item }: { readonly item: ReelectionOut }) {
  const day = (value: string | null) => <span className="number">{value ?? "—"}</span>;
  const facts = [
    { key: "union", label: t("terms.union"), value: <AppLink href={`/organisations/${item.organisation_id}/terms`}>{item.organisation_name}</AppLink> },
    { key: "no", label: t("terms.no"), value: t("terms.no.nth", { n: item.term_no }) },
    { key: "years", label: t("reelections.field.years"), value: item.years },
    { key: "congress", label: t("reelections.field.congress"), value: <CodeLabel code="ElectingAssembly" value={item.congress} /> },
    { key: "requested", label: t("reelections.requested_on"), value: day(item.requested_on) },
    { key: "planned", label: t("reelections.planned_on"), value: day(item.planned_on) },
    { key: "permitted", label: t("reelections.permitted_on"), value: day(item.permitted_on) },
    { key: "reported", label: t("reelections.reported_on"), value: day(item.reported_on) },
    { key: "due", label: t("reelections.reply_due_on"), value: day(item.reply_due_on) },
    { key: "replied", label: t("reelections.replied_on"), value: day(item.replied_on) },
    { key: "approval", label: t("reelections.approval_no"), value: item.approval_no },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /><p className="gap-above">{item.plan}</p></Panel>
      {item.report && <Report report={item.report} />}
      <Panel title={t("reelections.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function Report({ report }: { readonly report: NonNullable<ReelectionOut["report"]> }) {
  const facts = [
    { key: "elected_on", label: t("reelections.result.field.elected_on"), value: <span className="number">{report.elected_on}</span> },
    { key: "entitled", label: t("reelections.result.field.entitled"), value: report.entitled },
    { key: "present", label: t("reelections.result.field.present"), value: report.present },
    { key: "candidates", label: t("reelections.result.field.candidates"), value: report.candidates },
    { key: "by", label: t("terms.recorded"), value: t("reelections.report.by", { name: report.recorded_by, date: moment(report.recorded_at) }) },
    ...(report.note ? [{ key: "note", label: t("reelections.result.field.note"), value: report.note }] : []),
  ];
  return (
    <>
      <Panel title={t("reelections.report.title")}><Facts facts={facts} /></Panel>
      <Panel title={t("reelections.report.elected")} flush>
        <DataTable caption={t("reelections.report.elected")} columns={ELECTED_COLUMNS()} rows={report.elected} rowKey={(row) => `${row.role}${row.name}`} />
      </Panel>
      <Panel title={t("reelections.report.checks")}><RuleChecks checks={report.checks} /></Panel>
    </>
  );
}
