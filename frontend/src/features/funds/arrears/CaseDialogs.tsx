/** The forms of the steps that need one: issuing a paper, asking for a payment order, the court's order. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { ArrearsCaseOut, CourtOrderIn, DunningNoticeOut } from "@/api/client/types.gen";
import { DateInput, EntryForm, Field, Input, Modal, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan } from "@/lib/money";
import "@/locales/zh/fundsArrears";

import { NOTICES } from "./looks";

interface DialogProps {
  readonly item: ArrearsCaseOut;
  readonly onClose: () => void;
}

const REFRESH = ["/funds/arrears-cases", "/funds/arrears"];

export function PaperDialog({ item, action, onClose }: DialogProps & { readonly action: { readonly code: string; readonly label: string } }) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    ({ note }: { note?: string }) => api.post<DunningNoticeOut>(`/funds/arrears-cases/${item.id}/papers`, { action: action.code, note: note ?? "" }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: (made) => { notify.done(t("arrears_cases.done")); go(`${NOTICES}/${made.id}`); } },
  );
  const labels = { note: t("arrears_cases.paper.note") };
  return (
    <Modal open title={t("kit.action.title", { action: action.label, object: item.payer_name })} footer={null} onCancel={onClose}>
      <p>{t("arrears_cases.paper.lead")}</p>
      <EntryForm<{ note?: string }> initial={{}} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={action.label} onCancel={onClose}>
        <Field name="note" label={labels.note} hint={t("arrears_cases.paper.note.hint")}><Input.TextArea rows={3} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}

interface OrderValues {
  readonly court: string;
  readonly disputed_fen: string;
  readonly note: string;
}

export function OrderDialog({ item, label, onClose }: DialogProps & { readonly label: string }) {
  const notify = useNotify();
  const send = useSend(
    (values: OrderValues) => api.post(`/funds/arrears-cases/${item.id}/payment-order`, { ...values, disputed_fen: parseYuan(values.disputed_fen) }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("arrears_cases.done")); onClose(); } },
  );
  const labels = { court: t("arrears_cases.court"), disputed_fen: t("arrears_cases.order.disputed"), note: t("arrears_cases.order.note") };
  return (
    <Modal open title={t("kit.action.title", { action: label, object: item.payer_name })} footer={null} onCancel={onClose}>
      <p>{t("arrears_cases.order.lead")}</p>
      <EntryForm<OrderValues> initial={{ disputed_fen: "0" }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={label} onCancel={onClose}>
        <Field name="court" label={labels.court} required hint={t("arrears_cases.order.court.hint")}><Input maxLength={100} /></Field>
        <Field name="disputed_fen" label={labels.disputed_fen} required hint={t("arrears_cases.order.disputed.hint")} rules={[{ validator: readable }]}><Input inputMode="decimal" /></Field>
        <Field name="note" label={labels.note} required><Input.TextArea rows={3} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}

export function CourtOrderDialog({ item, label, onClose }: DialogProps & { readonly label: string }) {
  const { today } = useMe();
  const notify = useNotify();
  const send = useSend(
    (values: CourtOrderIn) => api.post(`/funds/arrears-cases/${item.id}/court-order`, { ...values, note: "" }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("arrears_cases.done")); onClose(); } },
  );
  const labels = { order_no: t("arrears_cases.court_order.no"), served_on: t("arrears_cases.court_order.served") };
  return (
    <Modal open title={t("kit.action.title", { action: label, object: item.payer_name })} footer={null} onCancel={onClose}>
      <p>{t("arrears_cases.court_order.lead")}</p>
      <EntryForm<CourtOrderIn> initial={{}} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={label} onCancel={onClose}>
        <Field name="order_no" label={labels.order_no} required><Input maxLength={60} /></Field>
        <Field name="served_on" label={labels.served_on} required><DateInput max={today} /></Field>
      </EntryForm>
    </Modal>
  );
}

async function readable(_: unknown, text: string | undefined): Promise<void> {
  if (text && (parseYuan(text) ?? -1) < 0) throw new Error(t("arrears_cases.amount_unreadable"));
}
