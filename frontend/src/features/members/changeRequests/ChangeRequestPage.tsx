/** One correction: before and after side by side, the evidence, what may be decided now, the trail. */
import { useParams } from "@tanstack/react-router";

import type { ChangeLineOut, ChangeRequestOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Alert, AppLink, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, MaskedValue, Page, Panel, ToneTag, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { CHANGE_TONES } from "../looks";
import { Evidence } from "./Evidence";

export default function ChangeRequestPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ChangeRequestOut>(`/members/change-requests/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("records.change.of", { name: item.member_name }) : t("records.change")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("records.changes"), href: "/members/change-requests" }]}
      mark={item && <CodeTag code="ChangeRequestState" value={item.status} tones={CHANGE_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: ChangeRequestOut }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(
      `/members/change-requests/${item.id}/actions`, { action, note, fingerprint: item.fingerprint }, { ifMatch: item.version },
    ),
    { refresh: ["/members"], onDone: () => notify.done(t("records.done")) },
  );
  const effect = (code: string) => t(`records.change.effect.${code}` as never, { name: item.member_name });
  return (
    <ActionBar
      actions={item.actions} object={item.member_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })}
      looks={{
        approve: { effect: effect("approve"), primary: true }, endorse: { effect: effect("endorse"), primary: true }, confirm: { effect: effect("confirm"), primary: true },
        refuse: { effect: effect("refuse"), danger: true }, withdraw: { effect: effect("withdraw") },
      }}
    />
  );
}

function Card({ item }: { readonly item: ChangeRequestOut }) {
  const facts = [
    { key: "member", label: t("members.field.name"), value: <AppLink href={`/members/${item.member_id}`}>{item.member_name}</AppLink> },
    { key: "union", label: t("members.field.organisation_id"), value: item.organisation_name },
    { key: "kind", label: t("records.change.kind"), value: <CodeLabel code="ChangeRequestKind" value={item.kind} /> },
    { key: "by", label: t("records.change.by"), value: item.requested_by },
    { key: "on", label: t("records.change.on"), value: <span className="number">{item.requested_on}</span> },
    { key: "reason", label: t("records.change.reason"), value: item.reason },
  ];
  return (
    <>
      {!item.is_current && <Alert type="warning" showIcon className="gap-below" title={t("records.change.stale")} />}
      {!item.has_evidence && item.actions.length > 0 && <Alert type="info" showIcon className="gap-below" title={t("records.change.no_evidence")} />}
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("records.change.sides")}>
        <DataTable<ChangeLineOut> caption={t("records.change.sides")} columns={columns(item)} rows={item.lines} rowKey={(line) => line.field} />
      </Panel>
      <Evidence item={item} />
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function columns(item: ChangeRequestOut): Column<ChangeLineOut>[] {
  const side = (line: ChangeLineOut, which: "old" | "new") => {
    if (!line.is_masked) return line[which];
    const path = item.can_reveal ? `/members/change-requests/${item.id}/${which}/reveal` : undefined;
    return <MaskedValue masked={line[which]} field={line.field} label={line.label} purposes="RevealPurpose" revealPath={path} />;
  };
  return [
    { key: "field", title: t("records.change.field"), width: 140, render: (line) => <>{line.label} {line.is_changed && <ToneTag tone="attention">{t("records.change.changed")}</ToneTag>}</> },
    { key: "old", title: t("records.change.old"), render: (line) => side(line, "old") },
    { key: "new", title: t("records.change.new"), render: (line) => (line.is_changed ? <strong>{side(line, "new")}</strong> : side(line, "new")) },
  ];
}
