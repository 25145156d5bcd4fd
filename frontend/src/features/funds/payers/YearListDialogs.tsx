/** Puts a payer on the lists of a year, or takes it off one of them with a reason. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import type { PayerYearEndIn, PayerYearIn, PayerYearRow } from "@/api/client/types.gen";
import { Checkbox, CodeSelect, EntryForm, Field, FormSection, Input, InputNumber, Modal, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { PayerSelect } from "../PayerSelect";
import { PAYERS } from "./looks";

interface AddProps {
  readonly year: number;
  readonly onClose: () => void;
}

export function AddToListDialog({ year, onClose }: AddProps) {
  const notify = useNotify();
  const send = useSend(({ payer_id, ...form }: PayerYearIn & { payer_id: string }) => api.post(`${PAYERS}/${payer_id}/years`, form), {
    refresh: ["/funds"],
    onDone: () => { notify.done(t("payers.year.done")); onClose(); },
  });
  const labels = { payer_id: t("payers.one"), year: t("payers.year"), is_small_payer: t("payers.small"), is_micro: t("payers.micro"), source: t("payers.year.source") };
  return (
    <Modal open title={t("payers.lists.add")} footer={null} onCancel={onClose} destroyOnHidden>
      <EntryForm<PayerYearIn & { payer_id: string }> initial={{ year, is_small_payer: false, is_micro: false }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("payers.lists.add")} onCancel={onClose}>
        <FormSection columns={1}>
          <Field name="payer_id" label={labels.payer_id} required><PayerSelect likely={[]} /></Field>
          <Field name="year" label={labels.year} required><InputNumber min={2000} max={2100} /></Field>
          <Field name="is_small_payer" label={labels.is_small_payer} valuePropName="checked" help={{ definition: t("payers.small.help") }}><Checkbox /></Field>
          <Field name="is_micro" label={labels.is_micro} valuePropName="checked" help={{ definition: t("payers.micro.help") }}><Checkbox /></Field>
          <Field name="source" label={labels.source} required><Input maxLength={120} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}

interface EndProps {
  readonly row: PayerYearRow;
  readonly onClose: () => void;
}

export function EndListDialog({ row, onClose }: EndProps) {
  const notify = useNotify();
  const send = useSend((form: PayerYearEndIn) => api.post(`${PAYERS}/${row.payer_id}/year-removals`, { ...form, year: row.year }), {
    refresh: ["/funds"],
    onDone: () => { notify.done(t("payers.lists.ended")); onClose(); },
  });
  const labels = { on_list: t("payers.lists.on"), reason: t("payers.lists.reason") };
  const only = [...(row.is_small_payer ? ["small_payer"] : []), ...(row.is_micro ? ["micro"] : [])];
  return (
    <Modal open title={t("payers.lists.end.title", { name: row.payer_name, year: row.year })} footer={null} onCancel={onClose} destroyOnHidden>
      <p>{t("payers.lists.end.lead")}</p>
      <EntryForm<PayerYearEndIn> initial={{ on_list: only[0] as PayerYearEndIn["on_list"] }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("payers.lists.end")} onCancel={onClose}>
        <FormSection columns={1}>
          <Field name="on_list" label={labels.on_list} required><CodeSelect code="PayerList" only={only} /></Field>
          <Field name="reason" label={labels.reason} required><Input.TextArea rows={2} maxLength={200} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}
