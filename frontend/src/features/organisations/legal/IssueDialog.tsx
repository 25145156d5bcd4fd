/** The registrar's decision for the union: certificate number and credit code. */
import { api } from "@/api/client";
import type { LegalRegistrationOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { EntryForm, Modal, SpecField, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

const PREFIX = "legal";
const NAMES = ["certificate_no", "union_uscc", "note"];

interface IssueValues {
  readonly certificate_no: string;
  readonly union_uscc?: string;
  readonly note?: string;
}

export function IssueDialog({ item, onClose }: { readonly item: LegalRegistrationOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const send = useSend(
    (values: IssueValues) => api.post(`/legal-registrations/${item.id}/certificates`, { ...values, union_uscc: values.union_uscc ?? "", note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: ["/legal-registrations", "/legal-certificates", "/organisations"], onDone: () => { notify.done(t("legal.done")); onClose(); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: t("legal.issue"), object: item.organisation_name })} footer={null} onCancel={onClose} width={560}>
      <p>{t("legal.issue.lead")}</p>
      <EntryForm<IssueValues>
        initial={{ union_uscc: item.union_uscc ?? undefined }} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, NAMES)} submitLabel={t("legal.issue")}
      >
        <SpecField prefix={PREFIX} spec={{ name: "certificate_no", kind: "text", max: 60, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "union_uscc", kind: "text", max: 24 }} />
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} />
      </EntryForm>
    </Modal>
  );
}
