/** Mends an application the registrar asked to correct. */
import { api } from "@/api/client";
import type { LegalRegistrationOut } from "@/api/client/types.gen";
import { useCodeLabel } from "@/api/codes";
import { useSend } from "@/api/query";
import { Checkbox, EntryForm, Field, Modal, SpecField, specLabel, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { particulars } from "./particulars";

const PREFIX = "legal";

type Values = Readonly<Record<string, unknown>>;

export function MendDialog({ item, onClose }: { readonly item: LegalRegistrationOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const label = useCodeLabel("LegalMaterial");
  const specs = particulars(item.kind === "change");
  const send = useSend(
    (values: Values) => api.patch(`/legal-registrations/${item.id}`, { ...values, union_uscc: values.union_uscc ?? "", statement: values.statement ?? "", materials: values.materials ?? [] }, { ifMatch: item.version }),
    { refresh: ["/legal-registrations", "/organisations"], onDone: () => { notify.done(t("legal.done")); onClose(); } },
  );
  const initial = Object.fromEntries([...specs.map(({ name }) => name), "materials"].map((name) => [name, item[name as keyof LegalRegistrationOut] ?? undefined]));
  return (
    <Modal open title={t("kit.action.title", { action: t("legal.edit"), object: item.organisation_name })} footer={null} onCancel={onClose} width={600}>
      <EntryForm<Values>
        initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose}
        labels={specLabels(PREFIX, [...specs.map(({ name }) => name), "materials"])}
      >
        {specs.map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
        <Field name="materials" label={specLabel(PREFIX, "materials")}>
          <Checkbox.Group options={item.materials_needed.map((value) => ({ value, label: label(value) }))} />
        </Field>
      </EntryForm>
    </Modal>
  );
}
