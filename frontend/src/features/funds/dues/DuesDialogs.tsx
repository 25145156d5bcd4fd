/** The forms of a register: taking in the money, and asking for the wages with a purpose. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { DuesAmountOut, DuesAmountsOut, DuesBatchOut, DuesRevealIn } from "@/api/client/types.gen";
import { CodeSelect, DateInput, EntryForm, Field, Input, Modal, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan, yuan } from "@/lib/money";
import "@/locales/zh/fundsDues";

interface DialogProps {
  readonly item: DuesBatchOut;
  readonly onClose: () => void;
}

interface CollectValues {
  readonly collected_on: string;
  readonly collected_fen: string;
  readonly bank_ref: string;
  readonly note?: string;
}

export function CollectDialog({ item, onClose }: DialogProps) {
  const { today } = useMe();
  const notify = useNotify();
  const send = useSend(
    (values: CollectValues) => api.post(`/funds/dues/${item.id}/collection`, { ...values, collected_fen: parseYuan(values.collected_fen), note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: ["/funds/dues"], onDone: () => { notify.done(t("dues.done")); onClose(); } },
  );
  const labels = { collected_on: t("dues.collected_on"), collected_fen: t("dues.collect.fen"), bank_ref: t("dues.bank_ref"), note: t("dues.collect.note") };
  return (
    <Modal open title={t("dues.collect")} footer={null} onCancel={onClose}>
      <p>{t("dues.collect.lead")}</p>
      <EntryForm<CollectValues> initial={{ collected_on: today, collected_fen: yuan(item.dues_fen) }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("dues.collect")} onCancel={onClose}>
        <Field name="collected_on" label={labels.collected_on} required><DateInput max={today} /></Field>
        <Field name="collected_fen" label={labels.collected_fen} required rules={[{ validator: readable }]}><Input inputMode="decimal" /></Field>
        <Field name="bank_ref" label={labels.bank_ref} required><Input maxLength={60} /></Field>
        <Field name="note" label={labels.note}><Input.TextArea rows={2} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}

export function RevealDialog({ item, onClose, onShown }: DialogProps & { readonly onShown: (items: readonly DuesAmountOut[]) => void }) {
  const send = useSend((values: DuesRevealIn) => api.post<DuesAmountsOut>(`/funds/dues/${item.id}/reveal`, values), { onDone: ({ items }) => { onShown(items); onClose(); } });
  const labels = { purpose: t("dues.reveal.purpose") };
  return (
    <Modal open title={t("dues.reveal")} footer={null} onCancel={onClose}>
      <p>{t("dues.reveal.lead")}</p>
      <EntryForm<DuesRevealIn> initial={{}} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("dues.reveal")} onCancel={onClose}>
        <Field name="purpose" label={labels.purpose} required><CodeSelect code="DuesPurpose" /></Field>
      </EntryForm>
    </Modal>
  );
}

async function readable(_: unknown, text: string | undefined): Promise<void> {
  if (text && (parseYuan(text) ?? -1) < 0) throw new Error(t("dues.unreadable", { name: t("dues.collect.fen") }));
}
