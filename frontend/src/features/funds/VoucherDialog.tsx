/** The bank's voucher of money that went out or came back. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { DateInput, EntryForm, Field, Input, Modal, Money, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

interface VoucherDialogProps {
  readonly path: string;
  /** Name of the day in the request. */
  readonly day: "paid_on" | "booked_on";
  readonly fen: number;
  readonly version: number;
  readonly title: string;
  readonly lead: string;
  readonly onClose: () => void;
}

type Values = Record<string, string>;

export function VoucherDialog({ path, day, fen, version, title, lead, onClose }: VoucherDialogProps) {
  const me = useMe();
  const notify = useNotify();
  const send = useSend((values: Values) => api.post(path, values, { ifMatch: version }), {
    refresh: ["/funds"], onDone: () => { notify.done(t("returns_out.acted")); onClose(); },
  });
  const labels = { [day]: t("returns_out.day"), ticket_no: t("returns_out.ticket") };
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      <p>{lead} <Money fen={fen} unit /></p>
      <EntryForm<Values> initial={{ [day]: me.today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("returns_out.record")} onCancel={onClose}>
        <Field name={day} label={t("returns_out.day")} required><DateInput max={me.today} /></Field>
        <Field name="ticket_no" label={t("returns_out.ticket")} required hint={t("returns_out.ticket.hint")}><Input maxLength={40} /></Field>
      </EntryForm>
    </Modal>
  );
}
