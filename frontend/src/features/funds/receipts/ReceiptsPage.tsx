/** Receipts in reach, newest first. */
import { useCan } from "@/api/session";
import type { ReceiptRow } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeTag, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

import { RECEIPT_TONES } from "./looks";

const COLUMNS = (): Column<ReceiptRow>[] => [
  { key: "number", title: t("receipts.number"), width: 220, render: (row) => <span className="number">{row.series} {row.number_text}</span> },
  { key: "payer", title: t("receipts.payer"), render: (row) => row.payer_name || <CodeLabel code="ReceiptKind" value={row.kind} /> },
  { key: "item", title: t("receipts.item"), width: 110, render: (row) => (row.item ? <CodeLabel code="FundItem" value={row.item} /> : "—") },
  { key: "period", title: t("receipts.period"), width: 100, render: (row) => <span className="number">{row.period || "—"}</span> },
  { key: "amount", title: t("receipts.amount"), width: 130, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "issued", title: t("receipts.issued_on"), width: 110, render: (row) => <span className="number">{row.issued_on}</span> },
  { key: "status", title: t("receipts.status"), width: 110, render: (row) => <CodeTag code="ReceiptState" value={row.status} tones={RECEIPT_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("receipts.status"), kind: "code", code: "ReceiptState" },
  { name: "kind", label: t("receipts.kind"), kind: "code", code: "ReceiptKind" },
];

export default function ReceiptsPage() {
  const can = useCan();
  const go = useGo();
  const actions = can("funds:receipt") && (
    <>
      <Button onClick={() => go("/funds/receipt-books")}>{t("receipt_books.title")}</Button>
      <Button type="primary" onClick={() => go("/funds/receipts/new")}>{t("receipts.issue")}</Button>
    </>
  );
  return (
    <Page title={t("receipts.title")} lead={t("receipts.lead")} actions={actions}>
      <SearchTable<ReceiptRow>
        path="/funds/receipts" caption={t("receipts.title")} columns={COLUMNS()} filters={FILTERS()} search={t("receipts.search")}
        rowKey={(row) => row.id} rowHref={(row) => `/funds/receipts/${row.id}`} empty={{ title: t("receipts.empty"), text: t("receipts.empty.text") }}
      />
    </Page>
  );
}
