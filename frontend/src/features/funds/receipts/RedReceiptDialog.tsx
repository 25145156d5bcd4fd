/** A red-letter receipt takes back one of a closed month. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import type { ReceiptOut, RedReceiptIn } from "@/api/client/types.gen";
import { EntryForm, Field, Input, Modal, Select, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

import { nameOf, useBooks } from "./useBooks";

export function RedReceiptDialog({ item, onClose }: { readonly item: ReceiptOut; readonly onClose: () => void }) {
  const { books } = useBooks();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: RedReceiptIn) => api.post<ReceiptOut>(`/funds/receipts/${item.id}/reversals`, values, { ifMatch: item.version }),
    { refresh: ["/funds/receipts", "/funds/receipt-books"], onDone: (made) => { notify.done(t("receipts.issued", { number: made.number_text })); onClose(); go(`/funds/receipts/${made.id}`); } },
  );
  const labels = { book_id: t("receipts.book"), reason: t("receipts.reason") };
  return (
    <Modal open title={t("receipts.red.title", { number: item.number_text })} footer={null} onCancel={onClose}>
      <p>{t("receipts.red.lead")}</p>
      <EntryForm<RedReceiptIn> initial={{ book_id: books[0]?.id }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("receipts.red_one")} onCancel={onClose}>
        <Field name="book_id" label={labels.book_id} required><Select options={books.map((book) => ({ value: book.id, label: nameOf(book) }))} /></Field>
        <Field name="reason" label={labels.reason} required><Input maxLength={200} /></Field>
      </EntryForm>
    </Modal>
  );
}
