/** The upper union's written reply: document number and date. */
import { api } from "@/api/client";
import type { FoundingOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { REFRESH } from "./looks";

const PREFIX = "founding";
const PATHS: Readonly<Record<string, string>> = { approve_preparation: "preparation", approve_union: "approval" };

interface ReplyValues {
  readonly document_no: string;
  readonly replied_on: string;
  readonly note?: string;
}

interface ReplyDialogProps {
  readonly item: FoundingOut;
  readonly action: string;
  readonly onClose: () => void;
}

export function ReplyDialog({ item, action, onClose }: ReplyDialogProps) {
  const notify = useNotify();
  const { today } = useMe();
  const label = item.actions.find(({ code }) => code === action)?.label ?? "";
  const send = useSend(
    (values: ReplyValues) => api.post(`/foundings/${item.id}/${PATHS[action] ?? ""}`, { ...values, note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("founding.done")); onClose(); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: label, object: item.union_name })} footer={null} onCancel={onClose} width={560}>
      <p>{t(`founding.effect.${action}` as never, { name: item.union_name })}</p>
      <EntryForm<ReplyValues>
        initial={{ replied_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, ["document_no", "replied_on", "note"])} submitLabel={label}
      >
        <SpecField prefix={PREFIX} spec={{ name: "document_no", kind: "text", max: 60, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "replied_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 1000 }} />
      </EntryForm>
    </Modal>
  );
}
