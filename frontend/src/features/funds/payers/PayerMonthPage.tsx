/** One month of a payer: every declaration with its calculation and checks, and every payment. */
import { useParams } from "@tanstack/react-router";

import { useApi } from "@/api/query";
import type { DeclarationOut, MonthPaymentOut, MonthRefundOut, PayerMonthCard } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeTag, DataTable, Empty, Facts, Loaded, Money, Page, Panel, RuleChecks, ToneTag, useGo, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { MONTH_TONES, PAYERS } from "./looks";
import { MonthReliefs } from "./MonthReliefs";

const PAYMENTS = (): Column<MonthPaymentOut>[] => [
  { key: "booked", title: t("payers.booked_on"), render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "item", title: t("payers.item"), render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "channel", title: t("payers.channel"), render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "paid", title: t("payers.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "ticket", title: t("payers.ticket"), render: (row) => <>{row.ticket_no || "—"} {row.reverses_id && <ToneTag tone="attention">{t("payers.reversal")}</ToneTag>}</> },
];

const REFUNDS = (): Column<MonthRefundOut>[] => [
  { key: "paid", title: t("payers.refunded_on"), render: (row) => <span className="number">{row.paid_on}</span> },
  { key: "item", title: t("payers.item"), render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "amount", title: t("payers.refunded"), align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "ticket", title: t("payers.ticket"), render: (row) => row.ticket_no || "—" },
];

export default function PayerMonthPage() {
  const { id, period } = useParams({ strict: false }) as { id: string; period: string };
  const query = useApi<PayerMonthCard>(`${PAYERS}/${id}/months/${period}`);
  const item = query.data;
  const go = useGo();
  return (
    <Page
      title={item ? t("payers.month.of", { name: item.payer_name, period }) : t("payers.month")}
      trail={[{ label: t("payers.title"), href: PAYERS }, { label: item?.payer_name ?? t("payers.one"), href: `${PAYERS}/${id}` }]}
      mark={item && <CodeTag code="MonthState" value={item.state} tones={MONTH_TONES} />}
      actions={item?.may_declare && <Button type="primary" onClick={() => go(`/funds/declarations/new?payer_id=${id}&period=${period}`)}>{item.declarations.length ? t("payers.correct") : t("payers.declare")}</Button>}
    >
      <Loaded query={query} rows={10}>{(data) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Card({ item }: { readonly item: PayerMonthCard }) {
  return (
    <>
      <Panel>
        <Facts facts={[
          { key: "item", label: t("payers.item"), value: <CodeLabel code="FundItem" value={item.item} /> },
          { key: "due", label: t("payers.due"), value: <Money fen={item.due_fen} /> },
          { key: "relief", label: t("payers.relief"), value: <Money fen={item.relief_fen} /> },
          { key: "paid", label: t("payers.paid"), value: <Money fen={item.paid_fen} /> },
          { key: "left", label: t("payers.left"), value: <Money fen={item.left_fen} /> },
          { key: "due_on", label: t("payers.due_on"), value: <span className="number">{item.due_on}</span> },
        ]} />
      </Panel>
      {item.declarations.length === 0 && <Panel><Empty title={t("payers.undeclared.one")} text={item.joint_note || t("payers.undeclared.text")} /></Panel>}
      <MonthReliefs month={item} />
      {item.declarations.map((row) => <Declaration key={row.id} row={row} />)}
      <Panel title={t("payers.payments")}>
        {item.payments.length === 0 ? <Empty title={t("payers.unpaid")} text={t("payers.unpaid.text")} /> : (
          <DataTable caption={t("payers.payments")} columns={PAYMENTS()} rows={item.payments} rowKey={(row) => row.id} rowHref={(row) => `/funds/collections/${row.id}`} />
        )}
      </Panel>
      {item.refunds.length > 0 && (
        <Panel title={t("payers.refunds")}>
          <DataTable caption={t("payers.refunds")} columns={REFUNDS()} rows={item.refunds} rowKey={(row) => row.id} rowHref={(row) => `/funds/refunds/${row.id}`} />
        </Panel>
      )}
    </>
  );
}

function Declaration({ row }: { readonly row: DeclarationOut }) {
  const facts = [
    { key: "words", label: t("payers.words"), value: <strong>{row.words}</strong> },
    { key: "rate", label: t("payers.rate_source"), value: row.rate_source },
    { key: "source", label: t("payers.source"), value: <CodeLabel code="DeclarationSource" value={row.source} /> },
    { key: "base", label: t("payers.wage_base"), value: <CodeLabel code="WageBase" value={row.wage_base} /> },
    { key: "employees", label: t("payers.employees"), value: row.employees },
    { key: "statutory", label: t("payers.statutory"), value: <Money fen={row.statutory_wages_fen} /> },
    { key: "gap", label: t("payers.gap"), value: <Money fen={row.gap_fen} /> },
    { key: "relief", label: t("payers.relief"), value: <><Money fen={row.relief_fen} /> {row.relief_basis}</> },
    { key: "reason", label: t("payers.declared_reason"), value: row.reason },
    { key: "by", label: t("payers.declared_by"), value: t("payers.by", { name: row.person_name || "—", at: moment(row.recorded_at) }) },
  ];
  return (
    <Panel title={t("payers.declaration", { number: row.number })} extra={row.is_counted ? <ToneTag tone="good">{t("payers.counted")}</ToneTag> : <ToneTag tone="neutral">{t("payers.replaced")}</ToneTag>}>
      <Facts facts={facts} />
      {row.parts.length > 0 && (
        <ul className="plain-list gap-above">
          {row.parts.map((part) => <li key={part.part}><CodeLabel code="WagePart" value={part.part} />：<Money fen={part.amount_fen} unit />{!part.is_counted && <span className="quiet"> {t("payers.not_counted")}</span>}</li>)}
        </ul>
      )}
      {row.is_counted && <RuleChecks checks={row.checks} />}
    </Panel>
  );
}
