/** Payments that wait for their receipt; one press issues it with the next number of the chosen book. */
import { useState } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import type { ReceiptOut, WaitingReceiptRow } from "@/api/client/types.gen";
import { AppLink, Alert, Button, CodeLabel, ErrorSummary, Money, Page, Panel, SearchTable, Select, useGo, useNotify, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsReceipts";

import { nameOf, useBooks } from "./useBooks";

const PARAMS = { payer_id: param.text() };

const FILTERS = (): Filter[] => [{ name: "since", label: t("receipts.since"), kind: "date" }];

const columns = (issue: (row: WaitingReceiptRow) => void, disabled: boolean): Column<WaitingReceiptRow>[] => [
  { key: "payer", title: t("receipts.payer"), render: (row) => row.payer_name },
  { key: "channel", title: t("receipts.channel"), width: 110, render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "item", title: t("receipts.item"), width: 110, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "period", title: t("receipts.period"), width: 100, render: (row) => <span className="number">{row.period}</span> },
  { key: "booked", title: t("receipts.booked_on"), width: 110, render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "paid", title: t("receipts.amount"), width: 130, align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  {
    key: "issue", title: t("receipts.do"), width: 90,
    render: (row) => <Button size="small" disabled={disabled} aria-label={t("receipts.issue_for", { name: row.payer_name, amount: yuan(row.paid_fen) })} onClick={() => issue(row)}>{t("receipts.issue_short")}</Button>,
  },
];

export default function NewReceiptPage() {
  const [{ payer_id }] = useUrlState(PARAMS);
  const { books, loaded } = useBooks();
  const [chosen, setChosen] = useState<string>();
  const go = useGo();
  const notify = useNotify();
  const bookId = chosen ?? books[0]?.id;
  const send = useSend(
    (row: WaitingReceiptRow) => api.post<ReceiptOut>("/funds/receipts", { book_id: bookId, collection_id: row.collection_id }),
    { refresh: ["/funds/receipts", "/funds/receipt-books"], onDone: (made) => { notify.done(t("receipts.issued", { number: made.number_text })); go(`/funds/receipts/${made.id}`); } },
  );
  return (
    <Page title={t("receipts.new")} lead={t("receipts.new.lead")} trail={[{ label: t("receipts.title"), href: "/funds/receipts" }]}>
      <Panel>
        {loaded && books.length === 0 ? (
          <Alert type="warning" showIcon title={t("receipts.no_book")} description={<AppLink href="/funds/receipt-books">{t("receipts.no_book.go")}</AppLink>} />
        ) : (
          <label>{t("receipts.book")} <Select className="wide-select" aria-label={t("receipts.book")} value={bookId} onChange={setChosen} options={books.map((book) => ({ value: book.id, label: nameOf(book) }))} /></label>
        )}
        <ErrorSummary error={send.error} />
      </Panel>
      <SearchTable<WaitingReceiptRow>
        path="/funds/receipts/waiting" caption={t("receipts.waiting")} columns={columns((row) => { if (!send.busy) void send.send(row); }, !bookId)} filters={FILTERS()}
        fixed={payer_id ? { payer_id } : undefined} rowKey={(row) => row.collection_id} empty={{ title: t("receipts.waiting.empty"), text: t("receipts.waiting.empty.text") }}
      />
    </Page>
  );
}
