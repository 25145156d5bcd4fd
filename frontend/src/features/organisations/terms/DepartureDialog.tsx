/** Records how somebody left a committee; votes for a removal, consents for a transfer. */
import { useState } from "react";

import { api } from "@/api/client";
import type { SeatOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useNotify, type FieldSpec } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const PREFIX = "terms.leave";
const FIELDS = ["left_on", "reason", "note", "voters_total", "votes_for", "committee_consent_on", "higher_consent_no"];

interface DepartureDialogProps {
  readonly unionId: string;
  readonly seat: SeatOut;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, unknown>>;

export function DepartureDialog({ unionId, seat, onClose }: DepartureDialogProps) {
  const [reason, setReason] = useState<unknown>();
  const notify = useNotify();
  const { today } = useMe();
  const send = useSend(
    (values: Values) => api.post(`/organisations/${unionId}/seats/${seat.seat_id}/departures`, { ...values, note: values.note ?? "", higher_consent_no: values.higher_consent_no ?? "" }),
    { refresh: ["/organisations", "/committee-terms"], onDone: () => { notify.done(t("terms.done")); onClose(); } },
  );
  return (
    <Modal open title={t("terms.depart", { name: seat.name })} footer={null} onCancel={onClose} width={560}>
      <EntryForm<Values>
        onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose} labels={specLabels(PREFIX, FIELDS)}
        onChange={(_, all) => setReason(all.reason)}
      >
        {specs(today, String(reason ?? "")).map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
      </EntryForm>
    </Modal>
  );
}

function specs(today: string, reason: string): FieldSpec[] {
  return [
    { name: "reason", kind: "code", code: "SeatLeaveReason", required: true },
    ...(reason === "withdrawn" ? [] : [{ name: "left_on", kind: "date", last: today, required: true } as const]),
    ...(reason === "removal" ? [{ name: "voters_total", kind: "count" } as const, { name: "votes_for", kind: "count" } as const] : []),
    ...(reason === "transfer" ? [{ name: "committee_consent_on", kind: "date", last: today } as const, { name: "higher_consent_no", kind: "text", max: 60 } as const] : []),
    { name: "note", kind: "long", max: 300 },
  ];
}
