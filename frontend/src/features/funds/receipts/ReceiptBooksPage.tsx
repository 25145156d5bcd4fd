/** Books of receipts with their use. */
import { useCan } from "@/api/session";
import type { ReceiptBookRow } from "@/api/client/types.gen";
import { Button, CodeTag, Count, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

import { BOOK_TONES } from "./looks";

const COLUMNS = (): Column<ReceiptBookRow>[] => [
  { key: "series", title: t("receipt_books.series"), render: (row) => row.series },
  { key: "run", title: t("receipt_books.run"), width: 190, render: (row) => <span className="number">{row.first_text}–{row.last_text}</span> },
  { key: "used", title: t("receipt_books.used"), width: 90, align: "right", render: (row) => <Count value={row.used} /> },
  { key: "void", title: t("receipt_books.voided"), width: 90, align: "right", render: (row) => <Count value={row.voided} /> },
  { key: "left", title: t("receipt_books.left"), width: 90, align: "right", render: (row) => <Count value={row.left} /> },
  { key: "usage", title: t("receipt_books.usage"), width: 100, align: "right", render: (row) => <span className="number">{(row.usage / 100).toFixed(2)}%</span> },
  { key: "holder", title: t("receipt_books.holder"), width: 120, render: (row) => row.holder_name || "—" },
  { key: "status", title: t("receipts.status"), width: 100, render: (row) => <CodeTag code="ReceiptBookState" value={row.status} tones={BOOK_TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("receipts.status"), kind: "code", code: "ReceiptBookState" }];

export default function ReceiptBooksPage() {
  const can = useCan();
  const go = useGo();
  const add = can("funds:receipt") && <Button type="primary" onClick={() => go("/funds/receipt-books/new")}>{t("receipt_books.new")}</Button>;
  return (
    <Page title={t("receipt_books.title")} lead={t("receipt_books.lead")} trail={[{ label: t("receipts.title"), href: "/funds/receipts" }]} actions={add}>
      <SearchTable<ReceiptBookRow>
        path="/funds/receipt-books" caption={t("receipt_books.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/receipt-books/${row.id}`} empty={{ title: t("receipt_books.empty"), text: t("receipt_books.empty.text") }}
      />
    </Page>
  );
}
