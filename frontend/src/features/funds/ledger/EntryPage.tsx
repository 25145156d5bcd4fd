/** One entry: its lines, its payments, what reverses it. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useCodeLabel } from "@/api/codes";
import { useApi, useSend } from "@/api/query";
import type { LedgerEntryOut, LedgerLineOut, LedgerReversalIn } from "@/api/client/types.gen";
import { AppLink, Button, DataTable, EntryForm, Facts, Field, Input, Loaded, Modal, Money, Page, Panel, ToneTag, useGo, useNotify, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsLedger";

/** A day's entry may have hundreds of lines; so many are shown first. */
const FIRST = 60;

const COLUMNS = (): Column<LedgerLineOut>[] => [
  { key: "account", title: t("ledger.name"), render: (row) => `${row.code} ${row.name}` },
  { key: "payer", title: t("ledger.payer"), render: (row) => (row.payer_id ? <AppLink href={`/funds/payers/${row.payer_id}`}>{row.payer_name ?? t("ledger.open")}</AppLink> : "—") },
  { key: "debit", title: t("ledger.side.debit"), width: 140, align: "right", render: (row) => <Money fen={row.amount_fen > 0 ? row.amount_fen : null} /> },
  { key: "credit", title: t("ledger.side.credit"), width: 140, align: "right", render: (row) => <Money fen={row.amount_fen < 0 ? -row.amount_fen : null} /> },
  { key: "note", title: t("ledger.note"), deskOnly: true, render: (row) => row.note || "—" },
];

export default function EntryPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const kind = useCodeLabel("LedgerEntryKind");
  const query = useApi<LedgerEntryOut>(`/funds/ledger/entries/${id}`);
  const [asking, setAsking] = useState(false);
  const item = query.data;
  return (
    <Page
      title={item ? t("ledger.of", { kind: kind(item.kind), date: item.booked_on }) : t("ledger.entry")} trail={[{ label: t("ledger.title"), href: "/funds/ledger" }, { label: t("ledger.entries"), href: "/funds/ledger/entries" }]}
      mark={item?.reversed_by_id && <ToneTag tone="neutral">{t("ledger.reversed")}</ToneTag>} actions={item?.may_reverse && <Button danger onClick={() => setAsking(true)}>{t("ledger.reverse")}</Button>}
    >
      <Loaded query={query} rows={10}>{(data) => <Card item={data} />}</Loaded>
      {asking && item && <ReverseDialog item={item} onClose={() => setAsking(false)} />}
    </Page>
  );
}

function Card({ item }: { readonly item: LedgerEntryOut }) {
  const [all, setAll] = useState(item.lines.length <= FIRST);
  const lines = all ? item.lines : item.lines.slice(0, FIRST);
  const link = (to: string, label: string) => <AppLink href={to}>{label}</AppLink>;
  const facts = [
    { key: "amount", label: t("ledger.amount"), value: <Money fen={item.amount_fen} /> },
    { key: "booked", label: t("ledger.booked_on"), value: <span className="number">{item.booked_on}</span> },
    { key: "month", label: t("ledger.month"), value: link(`/funds/ledger/months/${item.period}`, item.period) },
    { key: "note", label: t("ledger.note"), value: item.note },
    { key: "person", label: t("ledger.person"), value: item.person_name },
    { key: "recorded", label: t("ledger.recorded"), value: moment(item.recorded_at) },
    ...(item.collections ? [{ key: "collections", label: t("ledger.collections"), value: link(`/funds/collections?entry_id=${item.id}`, t("ledger.collections.n", { n: item.collections })) }] : []),
    ...(item.reverses_id ? [{ key: "reverses", label: t("ledger.reverses"), value: link(`/funds/ledger/entries/${item.reverses_id}`, t("ledger.open")) }] : []),
    ...(item.reversed_by_id ? [{ key: "reversed", label: t("ledger.reversed_by"), value: link(`/funds/ledger/entries/${item.reversed_by_id}`, t("ledger.open")) }] : []),
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("ledger.lines")} extra={!all && <Button onClick={() => setAll(true)}>{t("ledger.lines.all", { n: item.lines.length })}</Button>} flush>
        <DataTable caption={t("ledger.lines.caption")} columns={COLUMNS()} rows={lines} rowKey={(row) => String(row.number)} />
      </Panel>
    </>
  );
}

function ReverseDialog({ item, onClose }: { readonly item: LedgerEntryOut; readonly onClose: () => void }) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: LedgerReversalIn) => api.post<LedgerEntryOut>(`/funds/ledger/entries/${item.id}/reversals`, values), {
    refresh: ["/funds"], onDone: (made) => { notify.done(t("ledger.reverse.done")); onClose(); go(`/funds/ledger/entries/${made.id}`); },
  });
  return (
    <Modal open title={t("ledger.reverse")} footer={null} onCancel={onClose}>
      <p>{t("ledger.reverse.lead")}</p>
      <EntryForm<LedgerReversalIn> onSubmit={send.send} busy={send.busy} error={send.error} labels={{ reason: t("ledger.reverse.reason") }} submitLabel={t("ledger.reverse")} onCancel={onClose}>
        <Field name="reason" label={t("ledger.reverse.reason")} required><Input.TextArea rows={3} maxLength={200} /></Field>
      </EntryForm>
    </Modal>
  );
}
