/** Records a membership change: date, national reason, basis, and for a transfer the receiving union. */
import { api } from "@/api/client";
import type { MemberChangeOut, MemberOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

import { filled, type Values } from "./fields";

const PREFIX = "members.change";

interface ChangeDialogProps {
  readonly card: MemberOut;
  readonly change: MemberChangeOut;
  readonly onClose: () => void;
}

export function ChangeDialog({ card, change, onClose }: ChangeDialogProps) {
  const notify = useNotify();
  const { today } = useMe();
  const record = useSend(
    (values: Values) => api.post<MemberOut>(`/members/${card.id}/events`, { ...filled(values), kind: change.code }, { ifMatch: card.version }),
    { refresh: ["/members", "/organisations", "/indicators", "/board"], onDone: () => { notify.done(t("members.changed", { action: change.label, name: card.name })); onClose(); } },
  );
  const title = t("kit.action.title", { action: change.label, object: card.name });
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={560}>
      <p className="gap-below">{t(`members.effect.${change.code}` as never, { name: card.name })}</p>
      <EntryForm<Values>
        initial={{ effective_on: today }} onSubmit={record.send} busy={record.busy} error={record.error} onCancel={onClose}
        submitLabel={change.label} labels={specLabels(PREFIX, ["effective_on", "reason", "note", "document_no"])}
      >
        <SpecField prefix={PREFIX} spec={{ name: "effective_on", kind: "date", last: today, required: true }} />
        {change.takes_organisation && <p className="quiet gap-below">{t("members.change.only_outside")}</p>}
        {change.needs_reason && <SpecField prefix={PREFIX} spec={{ name: "reason", kind: "code", code: "ChangeReason", required: true }} />}
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500, required: change.needs_note }} />
        <SpecField prefix={PREFIX} spec={{ name: "document_no", kind: "text", max: 60 }} />
      </EntryForm>
    </Modal>
  );
}
