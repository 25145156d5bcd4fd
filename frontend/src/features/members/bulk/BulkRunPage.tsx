/** One act over many members: what became of each, the exceptions first, and taking it back. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import type { BulkRunLine, BulkRunOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Page, Panel, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { BULK_TONES } from "../looks";

export default function BulkRunPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<BulkRunOut>(`/members/bulk/${id}`);
  const run = query.data?.data;
  return (
    <Page
      title={t("bulk.run")} trail={[{ label: t("members.title"), href: "/members" }, { label: t("bulk.runs"), href: "/members/bulk" }]}
      mark={run && <CodeTag code="BulkState" value={run.status} tones={BULK_TONES} />} actions={run && <Undo run={run} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card run={data} />}</Loaded>
    </Page>
  );
}

function Undo({ run }: { readonly run: BulkRunOut }) {
  const notify = useNotify();
  const undo = useSend((note: string) => api.post(`/members/bulk/${run.id}/undo`, { note }, { ifMatch: run.version }), {
    refresh: ["/members", "/organisations", "/indicators", "/board"], onDone: () => notify.done(t("lifecycle.done")),
  });
  return (
    <ActionBar
      actions={run.actions} object={t("bulk.people", { n: run.applied })} busy={undo.busy} error={undo.error} onReset={undo.reset}
      onAct={(_, note) => undo.send(note)} looks={{ undo: { effect: t("bulk.effect.undo"), danger: true } }}
    />
  );
}

const COLUMNS = (): Column<BulkRunLine>[] => [
  { key: "name", title: t("members.field.name"), width: 120, render: (row) => <AppLink href={`/members/${row.member_id}`}>{row.person_name}</AppLink> },
  { key: "outcome", title: t("bulk.outcome"), width: 120, render: (row) => <CodeTag code="BulkOutcome" value={row.outcome} tones={BULK_TONES} /> },
  { key: "problem", title: t("batches.problem"), render: (row) => (row.problem ? <>{row.problem}<div className="quiet">{row.fix}</div></> : "—") },
];

function Card({ run }: { readonly run: BulkRunOut }) {
  const facts = [
    { key: "kind", label: t("bulk.field.kind"), value: <CodeLabel code="BulkKind" value={run.kind} /> },
    { key: "on", label: t("bulk.field.effective_on"), value: <span className="number">{run.effective_on}</span> },
    { key: "reason", label: t("bulk.field.reason"), value: run.reason ? <CodeLabel code="ChangeReason" value={run.reason} /> : "—" },
    { key: "to", label: t("bulk.field.to_organisation_id"), value: run.to_organisation_name || "—" },
    { key: "note", label: t("bulk.field.note"), value: run.note || "—" },
    { key: "document", label: t("bulk.field.document_no"), value: run.document_no || "—" },
    { key: "counts", label: t("bulk.result"), value: t("bulk.done_counts", { applied: run.applied, excepted: run.excepted }) },
    { key: "person", label: t("bulk.person"), value: run.person_name },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("bulk.rows")} flush><DataTable<BulkRunLine> caption={t("bulk.rows")} columns={COLUMNS()} rows={run.rows} rowKey={(row) => row.member_id} /></Panel>
      <Panel title={t("members.case.history")}><HistoryTimeline entries={run.history} /></Panel>
    </>
  );
}
