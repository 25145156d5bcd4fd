/** The request to serve some months longer. */
import { api } from "@/api/client";
import type { TermExtensionOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { EntryForm, Modal, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const PREFIX = "extensions";

interface ExtensionDialogProps {
  readonly unionId: string;
  readonly unionName: string;
  readonly onClose: () => void;
}

interface ExtensionValues {
  readonly months: number;
  readonly reason: string;
}

export function ExtensionDialog({ unionId, unionName, onClose }: ExtensionDialogProps) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: ExtensionValues) => api.post<TermExtensionOut>("/term-extensions", { ...values, organisation_id: unionId }),
    { refresh: ["/term-extensions", "/organisations"], onDone: ({ id }) => { notify.done(t("reelections.done")); onClose(); go(`/term-extensions/${id}`); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: t("extensions.request"), object: unionName })} footer={null} onCancel={onClose} width={560}>
      <EntryForm<ExtensionValues>
        initial={{ months: 3 }} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, ["months", "reason"])} submitLabel={t("extensions.request.submit")}
      >
        <SpecField prefix={PREFIX} spec={{ name: "months", kind: "count", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "reason", kind: "long", max: 500, required: true }} />
      </EntryForm>
    </Modal>
  );
}
