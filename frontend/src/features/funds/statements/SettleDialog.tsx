/** One step with an exception that names more than a reason: what is corrected, linked, or when it is booked. */
import type { FundExceptionActionIn, FundExceptionOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { CodeSelect, DateInput, EntryForm, Field, Input, Modal, Select, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsStatements";

import { OwnerSelect } from "./OwnerSelect";
import { PayerSelect } from "../PayerSelect";

interface SettleDialogProps {
  readonly item: FundExceptionOut;
  readonly action: FundExceptionOut["actions"][number];
  readonly onClose: () => void;
}

type Values = Omit<FundExceptionActionIn, "action">;
type Name = keyof Values;

const FIELDS: Readonly<Record<string, readonly Name[]>> = {
  assign: ["owner_account_id"],
  accept: ["note", "booked_on"],
  correct: ["payer_id", "item", "period", "note", "booked_on"],
  link: ["collection_id", "note", "booked_on"],
  reverse: ["note", "booked_on"],
  propose: ["payer_id", "item", "period", "note"],
};

export function SettleDialog({ item, action, onClose }: SettleDialogProps) {
  const notify = useNotify();
  const send = useSend(
    (values: Values) => api.post<FundExceptionOut>(`/funds/exceptions/${item.id}/actions`, { ...filled(values), action: action.code }, { ifMatch: item.version }),
    { refresh: ["/funds", "/indicators", "/board"], onDone: () => { notify.done(t("exceptions.acted")); onClose(); } },
  );
  const names = FIELDS[action.code] ?? ["note"];
  const initial: Partial<Values> = {
    payer_id: item.proposal?.payer_id ?? item.payer_id ?? undefined, item: item.proposal?.item ?? undefined,
    period: item.proposal?.period || undefined, collection_id: item.payments[0]?.id,
  };
  const effect = action.code === "assign" ? t("exceptions.assign.lead") : t(`exceptions.effect.${action.code}` as never);
  return (
    <Modal open title={action.label} footer={null} onCancel={onClose} width={560}>
      <p className="gap-below">{effect}</p>
      <EntryForm<Values> initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} labels={labelsOf(names)} submitLabel={action.label} onCancel={onClose}>
        {names.map((name) => (
          <Field key={name} name={name} label={labelOf(name)} required={isRequired(name, item, action)} hint={hintOf(name)}>{control(name, item)}</Field>
        ))}
      </EntryForm>
    </Modal>
  );
}

function isRequired(name: Name, item: FundExceptionOut, action: SettleDialogProps["action"]): boolean {
  return (name === "note" && action.needs_note) || (name === "payer_id" && action.code === "correct" && item.payer_id === null) || name === "collection_id";
}

function Day(props: { readonly id?: string; readonly value?: string | null; readonly onChange?: (value: string | undefined) => void }) {
  const { today } = useMe();
  return <DateInput {...props} max={today} />;
}

function control(name: Name, item: FundExceptionOut) {
  const payments = item.payments.map((one) => ({ value: one.id, label: t("exceptions.payment.of", { name: one.payer_name, period: one.period, amount: yuan(one.paid_fen), ticket: one.ticket_no }) }));
  const controls: Readonly<Record<Name, React.JSX.Element>> = {
    owner_account_id: <OwnerSelect />, payer_id: <PayerSelect likely={item.payers} />, item: <CodeSelect code="FundItem" />, period: <DateInput picker="month" />,
    booked_on: <Day />, collection_id: <Select options={payments} />, note: <Input maxLength={500} />,
  };
  return controls[name];
}

function labelOf(name: Name): string {
  return t(`exceptions.field.${name}`);
}

function labelsOf(names: readonly Name[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, labelOf(name)]));
}

function hintOf(name: Name): string | undefined {
  return name === "booked_on" || name === "payer_id" || name === "period" ? t(`exceptions.hint.${name}`) : undefined;
}

function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}
