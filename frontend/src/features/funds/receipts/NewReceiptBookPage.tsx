/** Takes a book of receipts into stock. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { ReceiptBookIn, ReceiptBookOut } from "@/api/client/types.gen";
import { DateInput, EntryForm, Field, FormSection, Input, InputNumber, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReceipts";

export default function NewReceiptBookPage() {
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: ReceiptBookIn) => api.post<ReceiptBookOut>("/funds/receipt-books", values), {
    refresh: ["/funds/receipt-books"], onDone: (made) => { notify.done(t("receipt_books.done")); go(`/funds/receipt-books/${made.id}`); },
  });
  const labels = {
    series: t("receipt_books.series"), first_no: t("receipt_books.first_no"), last_no: t("receipt_books.last_no"), digits: t("receipt_books.digits"),
    issuer: t("receipt_books.issuer"), received_on: t("receipt_books.received_on"),
  };
  return (
    <Page title={t("receipt_books.new")} lead={t("receipt_books.new.lead")} trail={[{ label: t("receipt_books.title"), href: "/funds/receipt-books" }]}>
      <Panel>
        <EntryForm<ReceiptBookIn> initial={{ digits: 8, issuer: t("receipt_books.issuer.usual"), received_on: me.today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("receipt_books.register")} onCancel={() => go("/funds/receipt-books")}>
          <FormSection columns={2}>
            <Field name="series" label={labels.series} required hint={t("receipt_books.series.hint")}><Input maxLength={40} /></Field>
            <Field name="issuer" label={labels.issuer} required><Input maxLength={60} /></Field>
            <Field name="first_no" label={labels.first_no} required><InputNumber min={1} max={9_999_999_999} precision={0} controls={false} /></Field>
            <Field name="last_no" label={labels.last_no} required><InputNumber min={1} max={9_999_999_999} precision={0} controls={false} /></Field>
            <Field name="digits" label={labels.digits} required hint={t("receipt_books.digits.hint")}><InputNumber min={1} max={10} precision={0} /></Field>
            <Field name="received_on" label={labels.received_on} required><DateInput max={me.today} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}
