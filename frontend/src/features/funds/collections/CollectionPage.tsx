/** One payment: facts, its split, what was checked, its entry, and its reversal. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { useApi } from "@/api/query";
import type { CollectionOut, SplitPartOut } from "@/api/client/types.gen";
import { AppLink, Button, CodeLabel, DataTable, Facts, Loaded, Money, Page, Panel, RuleChecks, ToneTag, useGo, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsCollections";

import { ReversalDialog } from "./ReversalDialog";

const PARTS = (): Column<SplitPartOut>[] => [
  { key: "level", title: t("collections.level"), render: (row) => <CodeLabel code="SplitLevel" value={row.level} /> },
  { key: "ratio", title: t("collections.ratio"), width: 90, align: "right", render: (row) => <span className="number">{percent(row.ratio)}</span> },
  { key: "amount", title: t("collections.amount"), width: 140, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "account", title: t("collections.account"), width: 90, render: (row) => <span className="number">{row.account_code}</span> },
  { key: "name", title: t("collections.account_name"), render: (row) => row.account_name || "—" },
];

/** 6000 -> "60.00%". */
function percent(ratio: number): string {
  return `${(ratio / 100).toFixed(2)}%`;
}

export default function CollectionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<CollectionOut>(`/funds/collections/${id}`);
  const [asking, setAsking] = useState(false);
  const go = useGo();
  const item = query.data;
  return (
    <Page
      title={item ? t("collections.of", { name: item.payer_name, period: item.period }) : t("collections.title")}
      trail={[{ label: t("collections.title"), href: "/funds/collections" }]} mark={item && <Mark item={item} />}
      actions={(
        <>
          {item?.may_refund && <Button onClick={() => go(`/funds/refunds/new?collection_id=${item.id}`)}>{t("refunds.new")}</Button>}
          {item?.may_reverse && <Button danger onClick={() => setAsking(true)}>{t("collections.reverse")}</Button>}
        </>
      )}
    >
      <Loaded query={query} rows={10}>{(data) => <Card item={data} />}</Loaded>
      {asking && item && <ReversalDialog item={item} onClose={() => setAsking(false)} />}
    </Page>
  );
}

function Mark({ item }: { readonly item: CollectionOut }) {
  if (item.reverses_id) return <ToneTag tone="attention">{t("collections.reversal")}</ToneTag>;
  return item.is_reversed && <ToneTag tone="neutral">{t("collections.reversed")}</ToneTag>;
}

function Card({ item }: { readonly item: CollectionOut }) {
  return (
    <>
      <Panel><Facts facts={factsOf(item)} /></Panel>
      <Panel title={t("collections.parts")} flush>
        <DataTable caption={t("collections.parts.caption")} columns={PARTS()} rows={item.parts} rowKey={(row) => row.level} />
      </Panel>
      <Panel title={t("collections.checks")}><RuleChecks checks={item.checks} /></Panel>
    </>
  );
}

function factsOf(item: CollectionOut) {
  const sources: Readonly<Record<string, string>> = { fund_collection: t("collections.source.fund_collection"), manual: t("collections.source.manual") };
  const link = (to: string, label: string) => <AppLink href={to}>{label}</AppLink>;
  return [
    { key: "payer", label: t("collections.payer"), value: link(`/funds/payers/${item.payer_id}`, item.payer_name) },
    { key: "uscc", label: t("collections.uscc"), value: <span className="number">{item.payer_uscc}</span> },
    { key: "paid", label: t("collections.paid"), value: <Money fen={item.paid_fen} /> },
    ...(item.refunded_fen ? [{ key: "refunded", label: t("collections.refunded"), value: link(`/funds/refunds?payer_id=${item.payer_id}`, t("collections.refunded.of", { amount: yuan(item.refunded_fen) })) }] : []),
    ...(item.reversal_refusal && !item.may_reverse ? [{ key: "refusal", label: t("collections.reverse.not"), value: item.reversal_refusal }] : []),
    { key: "due", label: t("collections.due"), value: <Money fen={item.due_fen} /> },
    { key: "base", label: t("collections.base"), value: <Money fen={item.base_fen} /> },
    { key: "coverage", label: t("collections.coverage"), value: <CodeLabel code="FundCoverage" value={item.coverage} /> },
    { key: "channel", label: t("collections.channel"), value: <CodeLabel code="CollectionChannel" value={item.channel} /> },
    { key: "item", label: t("collections.item"), value: <CodeLabel code="FundItem" value={item.item} /> },
    { key: "period", label: t("collections.period"), value: <span className="number">{item.period}</span> },
    { key: "booked", label: t("collections.booked_on"), value: <span className="number">{item.booked_on}</span> },
    { key: "ticket", label: t("collections.ticket"), value: <span className="number">{item.ticket_no}</span> },
    { key: "table", label: t("collections.table"), value: item.split_table },
    { key: "source", label: t("collections.source"), value: sources[item.source] ?? item.source },
    { key: "recorded", label: t("collections.recorded"), value: t("collections.recorded_by", { name: item.person_name, at: moment(item.recorded_at) }) },
    ...(item.note ? [{ key: "note", label: t("collections.note"), value: item.note }] : []),
    ...(item.reverses_id ? [{ key: "original", label: t("collections.original"), value: link(`/funds/collections/${item.reverses_id}`, t("collections.open")) }] : []),
    ...(item.reversed_by_id ? [{ key: "reversed", label: t("collections.reversed_by"), value: link(`/funds/collections/${item.reversed_by_id}`, t("collections.open")) }] : []),
    ...(item.entry_id ? [{ key: "entry", label: t("collections.entry"), value: link(`/funds/ledger/entries/${item.entry_id}`, t("collections.entry.open")) }] : []),
  ];
}
