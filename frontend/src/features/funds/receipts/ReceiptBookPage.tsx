/** One book: its use, the check of its numbers, blank forms made void, and what became of each number. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { BlankReceiptsIn, ReceiptBookOut } from "@/api/client/types.gen";
import { ActionBar, Button, CodeTag, Count, EntryForm, Facts, Field, HistoryTimeline, Input, InputNumber, Loaded, Modal, Page, Panel, RuleChecks, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

import { BOOK_TONES } from "./looks";

const REFRESH = ["/funds/receipt-books", "/funds/receipts"];

export default function ReceiptBookPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ReceiptBookOut>(`/funds/receipt-books/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? `${item.series} ${item.first_text}–${item.last_text}` : t("receipt_books.one")} trail={[{ label: t("receipt_books.title"), href: "/funds/receipt-books" }]}
      mark={item && <CodeTag code="ReceiptBookState" value={item.status} tones={BOOK_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: ReceiptBookOut }) {
  const notify = useNotify();
  const go = useGo();
  const [asked, setAsked] = useState(false);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/receipt-books/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("receipts.acted")) },
  );
  const looks = { take: { effect: t("receipt_books.effect.take"), primary: true }, hand_back: { effect: t("receipt_books.effect.hand_back") }, close: { effect: t("receipt_books.effect.close"), primary: true } };
  return (
    <>
      <ActionBar actions={item.actions} object={`${item.series} ${item.first_text}–${item.last_text}`} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {item.may_issue && item.left > 0 && <Button onClick={() => setAsked(true)}>{t("receipt_books.blank")}</Button>}
      {item.may_issue && item.left > 0 && <Button type="primary" onClick={() => go("/funds/receipts/new")}>{t("receipts.issue")}</Button>}
      {asked && <BlankDialog item={item} onClose={() => setAsked(false)} />}
    </>
  );
}

function BlankDialog({ item, onClose }: { readonly item: ReceiptBookOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const send = useSend((values: BlankReceiptsIn) => api.post(`/funds/receipt-books/${item.id}/blanks`, values), {
    refresh: REFRESH, onDone: () => { notify.done(t("receipts.acted")); onClose(); },
  });
  const labels = { count: t("receipt_books.blank.count"), reason: t("receipts.reason") };
  return (
    <Modal open title={t("receipt_books.blank")} footer={null} onCancel={onClose}>
      <p>{t("receipt_books.blank.lead", { next: item.next_text, left: item.left })}</p>
      <EntryForm<BlankReceiptsIn> initial={{ count: 1 }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("receipt_books.blank")} onCancel={onClose}>
        <Field name="count" label={labels.count} required><InputNumber min={1} max={item.left} precision={0} /></Field>
        <Field name="reason" label={labels.reason} required><Input maxLength={200} /></Field>
      </EntryForm>
    </Modal>
  );
}

function Card({ item }: { readonly item: ReceiptBookOut }) {
  const facts = [
    { key: "issuer", label: t("receipt_books.issuer"), value: item.issuer },
    { key: "received", label: t("receipt_books.received_on"), value: <span className="number">{item.received_on}</span> },
    { key: "holder", label: t("receipt_books.holder"), value: item.holder_name ? `${item.holder_name} ${item.taken_on ?? ""}` : "—" },
    { key: "next", label: t("receipt_books.next"), value: <span className="number">{item.next_text || "—"}</span> },
    { key: "used", label: t("receipt_books.used"), value: <><Count value={item.used} /> / <Count value={item.count} /></> },
    { key: "void", label: t("receipt_books.voided"), value: <Count value={item.voided} /> },
    { key: "usage", label: t("receipt_books.usage"), value: <span className="number">{(item.usage / 100).toFixed(2)}%</span> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("receipt_books.checks")}><RuleChecks checks={item.checks} /></Panel>
      <Panel title={t("receipts.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
