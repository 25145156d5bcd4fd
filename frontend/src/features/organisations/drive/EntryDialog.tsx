/** Corrects an employer of the register, notes a visit, or takes it off. */
import { api } from "@/api/client";
import type { DriveEntryOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useNotify, type FieldSpec } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { REFRESH } from "./looks";

const PREFIX = "drive";

type Values = Readonly<Record<string, unknown>>;

interface EntryDialogProps {
  readonly item: DriveEntryOut;
  readonly kind: string;
  readonly onClose: () => void;
}

export function EntryDialog({ item, kind, onClose }: EntryDialogProps) {
  const notify = useNotify();
  const { today } = useMe();
  const send = useSend((values: Values) => submit(item, kind, values), { refresh: REFRESH, onDone: () => { notify.done(t("drive.done")); onClose(); } });
  const fields = fieldsOf(kind, today);
  const initial: Values = kind === "edit" ? Object.fromEntries(fields.map(({ name }) => [name, item[name as keyof DriveEntryOut] ?? undefined])) : { noted_on: today, left_on: today };
  return (
    <Modal open title={t("kit.action.title", { action: t(`drive.dialog.${kind}` as never), object: item.name })} footer={null} onCancel={onClose} width={560}>
      <EntryForm<Values>
        initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, fields.map(({ name }) => name))} submitLabel={t(`drive.dialog.${kind}` as never)}
      >
        {fields.map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
      </EntryForm>
    </Modal>
  );
}

function submit(item: DriveEntryOut, kind: string, values: Values): Promise<unknown> {
  const path = `/founding-drive/${item.id}`;
  if (kind === "note") return api.post(`${path}/notes`, { noted_on: values.noted_on, text: values.text });
  if (kind === "leave") return api.post(`${path}/leave`, { left_on: values.left_on, reason: values.reason, note: values.note ?? "" }, { ifMatch: item.version });
  return api.patch(path, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])), { ifMatch: item.version });
}

function fieldsOf(kind: string, today: string): readonly FieldSpec[] {
  if (kind === "note") return [{ name: "noted_on", kind: "date", last: today, required: true }, { name: "text", kind: "long", max: 1000, required: true }];
  if (kind === "leave") {
    return [
      { name: "left_on", kind: "date", last: today, required: true }, { name: "reason", kind: "code", code: "LeaveReason", required: true },
      { name: "note", kind: "long", max: 500 },
    ];
  }
  return [
    { name: "name", kind: "text", max: 120, required: true }, { name: "target_on", kind: "date", required: true },
    { name: "owner_name", kind: "text", max: 60, required: true }, { name: "employees", kind: "count" },
    { name: "economic_type", kind: "code", code: "EconomicType" }, { name: "industry", kind: "code", code: "Industry" },
  ];
}
