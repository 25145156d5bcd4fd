/** Notes what one year's list says of a payer. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { PayerOut, PayerYearIn } from "@/api/client/types.gen";
import { Checkbox, EntryForm, Field, FormSection, Input, InputNumber, Modal, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { PAYERS } from "./looks";

export function YearDialog({ item, onClose }: { readonly item: PayerOut; readonly onClose: () => void }) {
  const { today } = useMe();
  const notify = useNotify();
  const send = useSend((values: PayerYearIn) => api.post(`${PAYERS}/${item.id}/years`, values), {
    refresh: ["/funds/payers"],
    onDone: () => { notify.done(t("payers.year.done")); onClose(); },
  });
  const labels = { year: t("payers.year"), is_small_payer: t("payers.small"), is_micro: t("payers.micro"), source: t("payers.year.source") };
  return (
    <Modal open title={t("payers.year.note")} footer={null} onCancel={onClose} destroyOnHidden>
      <EntryForm<PayerYearIn> initial={{ year: Number(today.slice(0, 4)), is_small_payer: false, is_micro: false }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("payers.year.note")} onCancel={onClose}>
        <FormSection columns={1}>
          <Field name="year" label={labels.year} required><InputNumber min={2000} max={2100} /></Field>
          <Field name="is_small_payer" label={labels.is_small_payer} valuePropName="checked" help={{ definition: t("payers.small.help") }}><Checkbox /></Field>
          <Field name="is_micro" label={labels.is_micro} valuePropName="checked" help={{ definition: t("payers.micro.help") }}><Checkbox /></Field>
          <Field name="source" label={labels.source} required><Input maxLength={120} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}
