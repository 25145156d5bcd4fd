/** Gives one or several exceptions to an owner; nobody chosen means the caller. */
import type { FundExceptionAssigned } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { EntryForm, Field, Modal, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { OwnerSelect } from "./OwnerSelect";

interface AssignDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

interface Values {
  readonly owner_account_id?: string;
}

export function AssignDialog({ ids, onClose, onDone }: AssignDialogProps) {
  const notify = useNotify();
  const send = useSend(
    (values: Values) => api.post<FundExceptionAssigned>("/funds/exceptions/assignments", { ids, owner_account_id: values.owner_account_id ?? null }),
    { refresh: ["/funds"], onDone: (found) => { notify.done(t("exceptions.assign.done", { n: found.assigned })); onDone?.(); onClose(); } },
  );
  const labels = { owner_account_id: t("exceptions.field.owner_account_id") };
  return (
    <Modal open title={t("exceptions.assign", { n: ids.length })} footer={null} onCancel={onClose}>
      <p>{t("exceptions.assign.lead")}</p>
      <EntryForm<Values> onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("exceptions.assign.one")} onCancel={onClose}>
        <Field name="owner_account_id" label={labels.owner_account_id}><OwnerSelect /></Field>
      </EntryForm>
    </Modal>
  );
}
