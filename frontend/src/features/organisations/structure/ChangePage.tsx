/** One structure change: who takes part, what it would do or did, what may be done now, the trail. */
import { useParams } from "@tanstack/react-router";

import type { StructureChangeOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Alert, AppLink, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Page, Panel, useNotify, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/structure";

import { CHANGE_TONES } from "./looks";
import { PreviewPanel } from "./PreviewPanel";
import "./structure.css";

type Party = StructureChangeOut["parties"][number];
type Line = StructureChangeOut["lines"][number];

export default function ChangePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<StructureChangeOut>(`/structure-changes/${id}`);
  const change = query.data?.data;
  return (
    <Page
      title={change?.title ?? t("structure.one")} trail={[{ label: t("structure.title"), href: "/structure-changes" }]}
      mark={change && <CodeTag code="StructureState" value={change.status} tones={CHANGE_TONES} />} actions={change && <Actions change={change} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card change={data} />}</Loaded>
    </Page>
  );
}

function Actions({ change }: { readonly change: StructureChangeOut }) {
  const notify = useNotify();
  const settle = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/structure-changes/${change.id}/actions`, { action, note }, { ifMatch: change.version }),
    { refresh: ["/structure-changes", "/organisations", "/members", "/board"], onDone: () => notify.done(t("structure.done")) },
  );
  const effect = (code: string) => t(`structure.effect.${code}` as never, { title: change.title, date: change.effective_on });
  const looks = Object.fromEntries(change.actions.map(({ code }) => [code, {
    effect: effect(code), primary: ["consent", "receive", "confirm", "take_effect", "confirm_undo"].includes(code), danger: ["refuse", "ask_undo", "withdraw"].includes(code),
  }]));
  return (
    <ActionBar
      actions={change.actions} object={change.title} busy={settle.busy} error={settle.error} onReset={settle.reset} looks={looks}
      onAct={(action, note) => settle.send({ action, note })}
    />
  );
}

const PARTIES = (): Column<Party>[] => [
  { key: "name", title: t("structure.union"), render: (row) => (row.is_open ? <AppLink href={`/organisations/${row.organisation_id}`}>{row.name}</AppLink> : row.name) },
  { key: "part", title: t("structure.part"), width: 160, render: (row) => <CodeLabel code="StructurePart" value={row.part} /> },
];

const LINES = (): Column<Line>[] => [
  { key: "kind", title: t("structure.line"), render: (row) => <>{row.is_undo && t("structure.line.undo")}<CodeLabel code="StructureLineKind" value={row.kind} /></> },
  { key: "count", title: t("structure.line.count"), width: 120, align: "right", render: (row) => <span className="number">{count(row.count)}</span> },
];

function Card({ change }: { readonly change: StructureChangeOut }) {
  const facts = [
    { key: "kind", label: t("structure.kind"), value: <CodeLabel code="StructureKind" value={change.kind} /> },
    { key: "effective", label: t("structure.effective_on"), value: <span className="number">{change.effective_on}</span> },
    { key: "document", label: t("structure.document_no"), value: change.document_no || "—" },
    { key: "opened", label: t("structure.opened"), value: <><span className="number">{change.opened_on}</span> {change.opened_by}</> },
    { key: "applied", label: t("structure.applied_at"), value: <span className="number">{change.applied_at ? moment(change.applied_at) : "—"}</span> },
    { key: "reason", label: t("structure.reason"), value: change.reason || "—" },
  ];
  const isOver = change.status === "effective" || change.status === "undo_asked";
  return (
    <>
      {change.hindrance && <Alert type="warning" showIcon title={t("structure.hindrance", { reason: change.hindrance })} />}
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("structure.parties")} flush>
        <DataTable caption={t("structure.parties")} columns={PARTIES()} rows={change.parties} rowKey={(row) => `${row.part}${row.organisation_id}`} />
      </Panel>
      {change.lines.length > 0 && (
        <Panel title={t("structure.lines")} flush>
          <DataTable caption={t("structure.lines")} columns={LINES()} rows={change.lines} rowKey={(row) => `${row.kind}${String(row.is_undo)}`} />
        </Panel>
      )}
      {change.preview && <PreviewPanel preview={change.preview} isUndo={isOver} />}
      <Panel title={t("structure.trail")}><HistoryTimeline entries={change.history} /></Panel>
    </>
  );
}
