/** The higher union's written reply to the result of an election. */
import { api } from "@/api/client";
import type { ReelectionOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const PREFIX = "reelections.reply";

interface ReplyValues {
  readonly approval_no: string;
  readonly replied_on: string;
  readonly note?: string;
}

export function ReplyDialog({ item, onClose }: { readonly item: ReelectionOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const { today } = useMe();
  const send = useSend(
    (values: ReplyValues) => api.post(`/reelections/${item.id}/replies`, { ...values, note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: ["/reelections", "/organisations", "/committee-terms", "/indicators"], onDone: () => { notify.done(t("reelections.done")); onClose(); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: t("reelections.reply"), object: item.organisation_name })} footer={null} onCancel={onClose} width={560}>
      <p>{t("reelections.reply.lead")}</p>
      <EntryForm<ReplyValues>
        initial={{ replied_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, ["approval_no", "replied_on", "note"])} submitLabel={t("reelections.reply")}
      >
        <SpecField prefix={PREFIX} spec={{ name: "approval_no", kind: "text", max: 60, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "replied_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} />
      </EntryForm>
    </Modal>
  );
}
