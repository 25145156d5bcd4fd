/** One transfer or duplicate: who, from where to where, what may be decided now, the trail. */
import { useParams } from "@tanstack/react-router";

import type { CaseOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

import { CASE_TONES } from "./looks";

export default function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<CaseOut>(`/members/cases/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("members.case.of", { name: item.person_name }) : t("members.case")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("members.cases"), href: "/members/cases" }]}
      mark={item && <CodeTag code="CaseState" value={item.status} tones={CASE_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={6}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: CaseOut }) {
  const notify = useNotify();
  const settle = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/members/cases/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/members", "/organisations"], onDone: () => notify.done(t("members.case.done")) },
  );
  const names = { name: item.person_name, to: item.to_organisation_name };
  const effect = (code: string) => t(`members.case.effect.${code}` as never, names);
  return (
    <ActionBar
      actions={item.actions} object={item.person_name} busy={settle.busy} error={settle.error} onReset={settle.reset}
      onAct={(action, note) => settle.send({ action, note })} looks={{
        accept: { effect: effect("accept"), primary: true }, transfer: { effect: effect("transfer"), primary: true },
        return: { effect: effect("return"), danger: true }, keep: { effect: effect("keep"), danger: true }, escalate: { effect: effect("escalate") },
      }}
    />
  );
}

function Card({ item }: { readonly item: CaseOut }) {
  const facts = [
    { key: "person", label: t("members.field.name"), value: item.claimant_id ? <AppLink href={`/members/${item.claimant_id}`}>{item.person_name}</AppLink> : item.person_name },
    { key: "kind", label: t("members.case.kind"), value: <CodeLabel code="CaseKind" value={item.kind} /> },
    { key: "from", label: t("members.case.from"), value: item.from_organisation_name || "—" },
    { key: "to", label: t("members.case.to"), value: item.to_organisation_name || "—" },
    { key: "opened", label: t("members.case.opened_on"), value: <span className="number">{item.opened_on}</span> },
    { key: "by", label: t("members.case.opened_by"), value: item.opened_by || "—" },
    { key: "closed", label: t("members.case.closed_on"), value: <span className="number">{item.closed_on ?? "—"}</span> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
