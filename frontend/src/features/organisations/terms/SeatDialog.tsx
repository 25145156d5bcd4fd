/** Records a by-election, or states a seat anew. */
import { api } from "@/api/client";
import type { SeatOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, Form, Modal, SpecField, specLabels, useNotify, type FieldSpec } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { MemberPicker } from "./MemberPicker";

const PREFIX = "terms";
const REFRESH = ["/organisations", "/committee-terms"];

interface SeatDialogProps {
  readonly unionId: string;
  readonly seat?: SeatOut;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, unknown>>;

export function SeatDialog({ unionId, seat, onClose }: SeatDialogProps) {
  const notify = useNotify();
  const { today } = useMe();
  const path = `/organisations/${unionId}/seats${seat ? `/${seat.seat_id}/corrections` : ""}`;
  const send = useSend(
    (values: Values) => api.post(path, { ...values, approval_no: values.approval_no ?? "", is_deputy_secretary: values.is_deputy_secretary ?? false, member_id: values.member_id ?? null }),
    { refresh: REFRESH, onDone: () => { notify.done(t("terms.done")); onClose(); } },
  );
  const specs: FieldSpec[] = [
    { name: "role", kind: "code", code: "CommitteeRole", required: true },
    { name: "name", kind: "text", max: 60, required: true },
    { name: "relation", kind: "code", code: "DeclaredRelation", required: true },
    { name: "elected_on", kind: "date", last: today, required: true },
    { name: "approved_on", kind: "date", last: today },
    { name: "approval_no", kind: "text", max: 60 },
    { name: "is_deputy_secretary", kind: "flag" },
  ];
  const names = ["member_id", ...specs.map(({ name }) => name)];
  const initial = seat ? Object.fromEntries(names.map((name) => [name, seat[name as keyof SeatOut] ?? undefined])) : {};
  return (
    <Modal open title={t(seat ? "terms.seat.correct" : "terms.elect")} footer={null} onCancel={onClose} width={560}>
      <EntryForm<Values>
        initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={{ ...specLabels(PREFIX, specs.map(({ name }) => name)), member_id: t("terms.member") }}
      >
        <MemberField unionId={unionId} seat={seat} />
        {specs.map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
      </EntryForm>
    </Modal>
  );
}

/** The member picked fills the name in; a name typed afterwards stays what it is. */
function MemberField({ unionId, seat }: { readonly unionId: string; readonly seat: SeatOut | undefined }) {
  const form = Form.useFormInstance<Values>();
  const chosen = Form.useWatch<string | undefined>("member_id", form);
  const known = seat?.member_id ? { id: seat.member_id, name: seat.name } : undefined;
  return (
    <Field name="member_id" label={t("terms.member")} hint={t("terms.member.hint")}>
      <MemberPicker
        unionId={unionId} value={chosen} known={known}
        onPick={(picked) => form.setFieldsValue({ member_id: picked?.id, ...(picked ? { name: picked.name } : {}) })}
      />
    </Field>
  );
}
