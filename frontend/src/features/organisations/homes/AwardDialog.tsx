/** The document that names a home, or keeps it after a review. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { HomeAwardIn, HomeOut } from "@/api/client/types.gen";
import { DateInput, EntryForm, Field, Input, Modal, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

interface AwardDialogProps {
  readonly item: HomeOut;
  readonly label: string;
  readonly onClose: () => void;
}

export function AwardDialog({ item, label, onClose }: AwardDialogProps) {
  const { today } = useMe();
  const notify = useNotify();
  const send = useSend(
    (values: HomeAwardIn) => api.post<HomeOut>(`/home-ratings/${item.id}/awards`, values, { ifMatch: item.version }),
    { refresh: ["/home-ratings", "/organisations", "/board"], onDone: () => { notify.done(t("homes.acted")); onClose(); } },
  );
  const labels = { document_no: t("homes.document_no"), decided_on: t("homes.decided_on"), valid_to: t("homes.valid_to") };
  return (
    <Modal open title={t("kit.action.title", { action: label, object: item.organisation_name })} footer={null} onCancel={onClose}>
      <p>{t("homes.award.lead")}</p>
      <EntryForm<HomeAwardIn> initial={{ decided_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={label} onCancel={onClose}>
        <Field name="document_no" label={labels.document_no} required hint={t("homes.document_no.hint")}><Input maxLength={60} /></Field>
        <Field name="decided_on" label={labels.decided_on} required><DateInput max={today} /></Field>
        <Field name="valid_to" label={labels.valid_to} hint={t("homes.valid_to.hint")}><DateInput /></Field>
      </EntryForm>
    </Modal>
  );
}
