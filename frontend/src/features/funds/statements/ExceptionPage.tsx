/** One exception: the row of the source, the rules applied, what it may be about, what may be done, the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import type { FundExceptionOut, PaymentCandidateOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useCodeLabel } from "@/api/codes";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { EXCEPTION_TONES, WITH_FORM } from "./looks";
import { SettleDialog } from "./SettleDialog";

/** The one that stands out is the first of these that may be taken. */
const MAIN: readonly string[] = ["accept", "correct", "link", "reverse", "propose", "assign"];
const DANGER: readonly string[] = ["reject", "return", "refuse_reject"];

export default function ExceptionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const kindOf = useCodeLabel("StatementVerdict");
  const query = useObject<FundExceptionOut>(`/funds/exceptions/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("exceptions.of", { kind: kindOf(item.verdict), name: item.payer_name || t("exceptions.nobody") }) : t("exceptions.one")}
      trail={[{ label: t("exceptions.title"), href: "/funds/exceptions" }]}
      mark={item && <CodeTag code="FundExceptionState" value={item.status} tones={EXCEPTION_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: FundExceptionOut }) {
  const notify = useNotify();
  const [asked, setAsked] = useState<FundExceptionOut["actions"][number] | null>(null);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/exceptions/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds", "/indicators", "/board"], onDone: () => notify.done(t("exceptions.acted")) },
  );
  const plain = item.actions.filter(({ code }) => !WITH_FORM.includes(code));
  const looks = Object.fromEntries(plain.map(({ code }) => [code, { effect: t(`exceptions.effect.${code}` as never), danger: DANGER.includes(code) }]));
  const main = MAIN.find((code) => item.actions.some((action) => action.code === code));
  return (
    <>
      {item.actions.filter(({ code }) => WITH_FORM.includes(code)).map((action) => (
        <Button key={action.code} type={action.code === main ? "primary" : "default"} onClick={() => setAsked(action)}>{action.label}</Button>
      ))}
      <ActionBar actions={plain} object={item.payer_name || t("exceptions.nobody")} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {asked && <SettleDialog item={item} action={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Card({ item }: { readonly item: FundExceptionOut }) {
  const facts = [
    { key: "said", label: t("statements.said"), value: item.message },
    { key: "fix", label: t("exceptions.fix"), value: item.fix },
    { key: "class", label: t("statements.class"), value: <CodeLabel code="ReconciliationClass" value={item.recon_class} /> },
    { key: "amount", label: t("exceptions.amount"), value: <Money fen={item.amount_fen} /> },
    { key: "channel", label: t("statements.channel"), value: <CodeLabel code="CollectionChannel" value={item.channel} /> },
    { key: "booked", label: t("statements.booked_on"), value: <span className="number">{item.booked_on}</span> },
    { key: "owner", label: t("exceptions.owner"), value: item.owner_name || t("exceptions.owner.none") },
    { key: "file", label: t("exceptions.file"), value: <>{item.statement_name}{item.row_number !== null && ` ${t("statements.row.nth", { n: item.row_number })}`}</> },
    { key: "way", label: t("exceptions.resolution"), value: item.resolution && <CodeLabel code="FundExceptionAction" value={item.resolution} /> },
    { key: "payer", label: t("statements.payer"), value: item.payer_id ? <AppLink href={`/funds/payers/${item.payer_id}`}>{item.payer_name}</AppLink> : item.payer_name },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.proposal && <Panel title={t("exceptions.proposal")}><Proposal item={item} /></Panel>}
      {item.row && <Panel title={t("exceptions.source")}><SourceRow item={item} /></Panel>}
      {item.checks.length > 0 && <Panel title={t("exceptions.checks")}><RuleChecks checks={item.checks} /></Panel>}
      {item.payments.length > 0 && <Panel title={t("exceptions.payments")}><DataTable<PaymentCandidateOut> caption={t("exceptions.payments")} columns={PAYMENTS()} rows={item.payments} rowKey={(row) => row.id} /></Panel>}
      <Panel title={t("exceptions.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

const PAYMENTS = (): Column<PaymentCandidateOut>[] => [
  { key: "payer", title: t("statements.payer"), render: (row) => row.payer_name },
  { key: "item", title: t("statements.item"), width: 110, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "period", title: t("statements.period"), width: 110, render: (row) => <span className="number">{row.period}</span> },
  { key: "paid", title: t("statements.paid"), align: "right", width: 130, render: (row) => <Money fen={row.paid_fen} /> },
  { key: "booked", title: t("statements.booked_on"), width: 120, render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "ticket", title: t("statements.ticket"), render: (row) => <span className="number">{row.ticket_no || "—"}</span> },
];

function SourceRow({ item }: { readonly item: FundExceptionOut }) {
  const row = item.row;
  if (!row) return null;
  const facts = [
    { key: "name", label: t("statements.payer"), value: <>{row.payer_name} <span className="quiet number">{row.payer_uscc}</span></> },
    { key: "item", label: t("statements.item"), value: row.item && <CodeLabel code="FundItem" value={row.item} /> },
    { key: "period", label: t("statements.period"), value: <span className="number">{row.period}</span> },
    { key: "base", label: t("statements.base"), value: <Money fen={row.base_fen} /> },
    { key: "due", label: t("statements.due"), value: <Money fen={row.due_fen} /> },
    { key: "paid", label: t("statements.paid"), value: <Money fen={row.paid_fen} /> },
    { key: "ticket", label: t("statements.ticket"), value: <span className="number">{row.ticket_no || "—"}</span> },
    { key: "booked", label: t("statements.booked_on"), value: <span className="number">{row.booked_on ?? "—"}</span> },
  ];
  return <Facts facts={facts} />;
}

function Proposal({ item }: { readonly item: FundExceptionOut }) {
  const found = item.proposal;
  if (!found) return null;
  const facts = [
    { key: "note", label: t("exceptions.field.note"), value: found.note },
    { key: "payer", label: t("exceptions.field.payer_id"), value: found.payer_name },
    { key: "item", label: t("exceptions.field.item"), value: found.item && <CodeLabel code="FundItem" value={found.item} /> },
    { key: "period", label: t("exceptions.field.period"), value: found.period },
  ];
  return <Facts facts={facts} />;
}
