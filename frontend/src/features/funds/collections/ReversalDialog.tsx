/** Reverses a payment: day, paper, reason. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { CollectionOut, CollectionReversalIn } from "@/api/client/types.gen";
import { DateInput, EntryForm, Field, Input, Modal, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsCollections";

interface ReversalDialogProps {
  readonly item: CollectionOut;
  readonly onClose: () => void;
}

export function ReversalDialog({ item, onClose }: ReversalDialogProps) {
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: CollectionReversalIn) => api.post<CollectionOut>(`/funds/collections/${item.id}/reversals`, { ...values, ticket_no: values.ticket_no ?? "" }),
    { refresh: ["/funds"], onDone: (made) => { notify.done(t("collections.reverse.done")); onClose(); go(`/funds/collections/${made.id}`); } },
  );
  const labels = { booked_on: t("collections.reverse.booked_on"), ticket_no: t("collections.reverse.ticket"), reason: t("collections.reverse.reason") };
  return (
    <Modal open title={t("collections.reverse")} footer={null} onCancel={onClose}>
      <p>{t("collections.reverse.lead")}</p>
      <EntryForm<CollectionReversalIn> initial={{ booked_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("collections.reverse")} onCancel={onClose}>
        <Field name="booked_on" label={labels.booked_on} required><DateInput max={today} /></Field>
        <Field name="ticket_no" label={labels.ticket_no}><Input maxLength={40} /></Field>
        <Field name="reason" label={labels.reason} required><Input.TextArea rows={3} maxLength={200} /></Field>
      </EntryForm>
    </Modal>
  );
}
