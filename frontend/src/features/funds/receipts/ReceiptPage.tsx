/** One receipt as it is printed, with void, red letter and trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { ReceiptOut } from "@/api/client/types.gen";
import { ActionBar, Alert, AppLink, Button, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Money, Page, Panel, problemText, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

import { RECEIPT_TONES } from "./looks";
import { RedReceiptDialog } from "./RedReceiptDialog";

export default function ReceiptPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ReceiptOut>(`/funds/receipts/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("receipts.of", { number: item.number_text }) : t("receipts.one")} trail={[{ label: t("receipts.title"), href: "/funds/receipts" }]}
      mark={item && <CodeTag code="ReceiptState" value={item.status} tones={RECEIPT_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: ReceiptOut }) {
  const notify = useNotify();
  const [asked, setAsked] = useState(false);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/receipts/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds/receipts", "/funds/receipt-books"], onDone: () => notify.done(t("receipts.acted")) },
  );
  const plain = item.actions.filter(({ code }) => code !== "reverse");
  const red = item.actions.find(({ code }) => code === "reverse");
  return (
    <>
      <Button type="primary" onClick={() => void api.download(`/funds/receipts/${item.id}/pdf`, undefined, "receipt.pdf").catch((error: unknown) => notify.problem(problemText(error)))}>{t("receipts.pdf")}</Button>
      <ActionBar actions={plain} object={t("receipts.of", { number: item.number_text })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={{ void: { effect: t("receipts.effect.void"), danger: true } }} />
      {red && <Button danger onClick={() => setAsked(true)}>{red.label}</Button>}
      {asked && <RedReceiptDialog item={item} onClose={() => setAsked(false)} />}
    </>
  );
}

function Card({ item }: { readonly item: ReceiptOut }) {
  const other = (id: string | null, label: string) => (id ? <AppLink href={`/funds/receipts/${id}`}>{label}</AppLink> : "—");
  const facts = [
    { key: "number", label: t("receipts.number"), value: <span className="number">{item.series} {item.number_text}</span> },
    { key: "kind", label: t("receipts.kind"), value: <CodeLabel code="ReceiptKind" value={item.kind} /> },
    { key: "payer", label: t("receipts.payer"), value: item.payer_name },
    { key: "uscc", label: t("receipts.uscc"), value: <span className="number">{item.payer_uscc || "—"}</span> },
    { key: "item", label: t("receipts.item"), value: item.item ? <><CodeLabel code="FundItem" value={item.item} /> <span className="number">{item.period}</span></> : "—" },
    { key: "amount", label: t("receipts.amount"), value: <Money fen={item.amount_fen} unit /> },
    { key: "words", label: t("receipts.amount_words"), value: item.amount_words },
    { key: "payee", label: t("receipts.payee"), value: item.payee_name },
    { key: "ticket", label: t("receipts.ticket"), value: item.collection_id ? <AppLink href={`/funds/collections/${item.collection_id}`}>{item.ticket_no || t("receipts.collection")}</AppLink> : "—" },
    { key: "issued", label: t("receipts.issued_on"), value: <span className="number">{item.issued_on}</span> },
    { key: "cashier", label: t("receipts.cashier"), value: item.cashier },
    { key: "ended", label: t("receipts.ended"), value: item.ended_on ? `${item.ended_on} ${item.end_reason}` : "—" },
    { key: "red", label: t("receipts.red"), value: item.reverses_id ? other(item.reverses_id, t("receipts.original")) : other(item.reversed_by_id, t("receipts.red_one")) },
  ];
  return (
    <>
      {item.is_payment_reversed && item.status === "issued" && item.kind === "normal" && <Alert type="warning" showIcon title={t("receipts.payment_reversed")} />}
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("receipts.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
