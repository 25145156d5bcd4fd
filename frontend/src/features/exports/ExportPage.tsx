/** One request for a large export: what, by whom, what for, the decision, the file. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import type { LargeExportOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Alert, Button, CodeTag, Count, ErrorSummary, Facts, HistoryTimeline, Loaded, Page, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/exports";

import { TONES } from "./looks";

const BUILDING_MS = 2_000;

export default function ExportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<LargeExportOut>(`/large-exports/${id}`, { every: (found) => (found?.data.status === "approved" ? BUILDING_MS : false) });
  const item = query.data?.data;
  return (
    <Page
      title={item ? `${item.list_label} ${item.number}` : t("exports.one")} trail={[{ label: t("exports.title"), href: "/exports" }]}
      mark={item && <CodeTag code="LargeExportState" value={item.status} tones={TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: LargeExportOut }) {
  const notify = useNotify();
  const decide = useSend(
    ({ action, note }: { action: string; note: string }) =>
      api.post(`/large-exports/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/large-exports"], onDone: () => notify.done(t("exports.done")) },
  );
  return (
    <ActionBar
      actions={item.actions} object={item.number} busy={decide.busy} error={decide.error} onReset={decide.reset}
      onAct={(action, note) => decide.send({ action, note })} looks={{
        approve: { effect: t("exports.effect.approve", { name: item.person_name, n: item.persons }), primary: true },
        refuse: { effect: t("exports.effect.refuse"), danger: true }, withdraw: { effect: t("exports.effect.withdraw") },
      }}
    />
  );
}

function Card({ item }: { readonly item: LargeExportOut }) {
  const take = useSend(() => api.fetchFile(`/large-exports/${item.id}/download`, `${item.number}.xlsx`), { refresh: ["/large-exports"] });
  const facts = [
    { key: "list", label: t("exports.list"), value: item.list_label },
    { key: "persons", label: t("exports.persons"), value: <Count value={item.file_persons ?? item.persons} unit={t("exports.unit")} /> },
    { key: "purpose", label: t("exports.purpose"), value: item.purpose },
    { key: "requester", label: t("exports.requester"), value: item.person_name },
    { key: "at", label: t("exports.requested_at"), value: <span className="number">{moment(item.requested_at)}</span> },
    { key: "until", label: t("exports.until"), value: <span className="number">{item.expires_on ?? "—"}</span> },
    { key: "downloads", label: t("exports.downloads"), value: <Count value={item.downloads} unit={t("exports.times")} /> },
  ];
  const conditions = item.filters.map(({ label, value }) => ({ key: label, label, value }));
  return (
    <>
      {item.status === "approved" && <Alert type="info" showIcon title={t("exports.building")} className="gap-below" />}
      {item.can_download && (
        <Panel title={t("exports.file")}>
          <p className="gap-below">{t("exports.file.lead", { until: item.expires_on ?? "" })}</p>
          <ErrorSummary error={take.error} />
          <Button type="primary" loading={take.busy} onClick={() => void take.send(undefined)}>{t("exports.download")}</Button>
        </Panel>
      )}
      <Panel><Facts facts={facts} /><Facts title={t("exports.conditions")} facts={conditions} /></Panel>
      <Panel title={t("exports.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
