/** One founding: where it stands, what may be done now, every check, its letters and its trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { FoundingOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { ActionBar, Alert, AppLink, Button, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks, useGo, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { FOUNDING_TONES, LIST, PAGE_ACTIONS, REFRESH, REPLY_ACTIONS } from "./looks";
import { People } from "./People";
import { ReplyDialog } from "./ReplyDialog";

export default function FoundingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<FoundingOut>(`/foundings/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item?.union_name ?? t("founding.one")} trail={[{ label: t("founding.title"), href: LIST }]}
      mark={item && <CodeTag code="FoundingState" value={item.status} tones={FOUNDING_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: FoundingOut }) {
  const [reply, setReply] = useState("");
  const notify = useNotify();
  const go = useGo();
  const move = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/foundings/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("founding.done")) },
  );
  const hasForm = (code: string) => REPLY_ACTIONS.includes(code) || code in PAGE_ACTIONS;
  const effect = (code: string) => t(`founding.effect.${code}` as never, { name: item.union_name });
  return (
    <>
      <ActionBar
        actions={item.actions.filter(({ code }) => !hasForm(code))} object={item.union_name} busy={move.busy} error={move.error} onReset={move.reset}
        onAct={(action, note) => move.send({ action, note })} looks={{
          approve_slate: { effect: effect("approve_slate"), primary: true }, return_slate: { effect: effect("return_slate") },
          return_election: { effect: effect("return_election") }, refuse: { effect: effect("refuse"), danger: true }, withdraw: { effect: effect("withdraw"), danger: true },
          stop: { effect: effect("stop"), danger: true }, revoke: { effect: effect("revoke"), danger: true }, lapse: { effect: effect("lapse"), danger: true },
        }}
      />
      {item.actions.filter(({ code }) => hasForm(code)).map(({ code, label }) => (
        <Button key={code} type="primary" onClick={() => (code in PAGE_ACTIONS ? go(`${LIST}/${item.id}/${PAGE_ACTIONS[code] ?? ""}`) : setReply(code))}>{label}</Button>
      ))}
      {reply && <ReplyDialog item={item} action={reply} onClose={() => setReply("")} />}
    </>
  );
}

function Card({ item }: { readonly item: FoundingOut }) {
  const can = useCan();
  const preparing = item.union_status === "preparing";
  return (
    <>
      {preparing && (
        <div className="gap-below">
          <Alert
            type="info" showIcon title={t("founding.preparing.note")}
            description={can("members:enrol") && <AppLink href={`/members/new?organisation_id=${item.union_id ?? ""}`}>{t("founding.enrol")}</AppLink>}
          />
        </div>
      )}
      <Panel><Facts facts={factsOf(item)} /></Panel>
      <Panel title={t("founding.employers")} flush>
        <DataTable caption={t("founding.employers")} columns={EMPLOYERS()} rows={item.employers} rowKey={(row) => row.employer_uscc} />
      </Panel>
      <People item={item} />
      <Panel title={t("founding.checks")}><RuleChecks checks={item.checks} /></Panel>
      <Panel title={t("founding.letters")}>
        <ul className="plain-list row-gap">
          {item.letters.map(({ code, label }) => <li key={code}><AppLink href={`${LIST}/${item.id}/letters/${code}`}>{label}</AppLink></li>)}
        </ul>
      </Panel>
      <Panel title={t("founding.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function factsOf(item: FoundingOut) {
  const day = (value: string | null) => <span className="number">{value ?? "—"}</span>;
  return [
    { key: "no", label: t("founding.case_no"), value: item.case_no },
    { key: "parent", label: t("founding.parent"), value: item.parent_name },
    { key: "union", label: t("founding.union"), value: item.union_id ? <AppLink href={`/organisations/${item.union_id}`}>{item.union_name}</AppLink> : t("founding.union.none") },
    { key: "employees", label: t("founding.employees"), value: item.employees },
    { key: "base", label: t("founding.base_type"), value: <CodeLabel code="BaseType" value={item.base_type} /> },
    { key: "class", label: t("organisations.field.report_class"), value: <CodeLabel code="ReportClass" value={item.report_class} /> },
    { key: "division", label: t("organisations.field.division_code"), value: item.division_name || "—" },
    { key: "preparer", label: t("founding.preparer_name"), value: item.preparer_name },
    { key: "applied", label: t("founding.applied_on"), value: day(item.applied_on) },
    { key: "due", label: t("founding.due_on"), value: day(item.due_on) },
    { key: "prep", label: t("founding.preparation"), value: item.preparation_no ? `${item.preparation_no}（${item.preparation_on ?? ""}）` : "—" },
    { key: "by", label: t("founding.prepare_by"), value: day(item.prepare_by) },
    { key: "approval", label: t("founding.approval"), value: item.approval_no ? `${item.approval_no}（${item.approved_on ?? ""}）` : "—" },
    { key: "org", label: t("organisations.field.approving_org"), value: item.approving_org || "—" },
  ];
}

const EMPLOYERS = (): Column<FoundingOut["employers"][number]>[] => [
  { key: "name", title: t("organisations.employer.name"), render: (row) => row.name },
  { key: "uscc", title: t("organisations.employer.employer_uscc"), render: (row) => <span className="number">{row.employer_uscc}</span> },
  { key: "economy", title: t("organisations.field.economic_type"), render: (row) => <CodeLabel code="EconomicType" value={row.economic_type} /> },
  { key: "industry", title: t("organisations.field.industry"), render: (row) => <CodeLabel code="Industry" value={row.industry} /> },
];
