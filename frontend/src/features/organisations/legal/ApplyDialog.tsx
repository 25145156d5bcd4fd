/** Hands in an application about legal personality; the papers depend on the kind. */
import { useState } from "react";

import { api } from "@/api/client";
import type { LegalRegistrationOut, UnionLegalOut } from "@/api/client/types.gen";
import { useCodeLabel } from "@/api/codes";
import { useSend } from "@/api/query";
import { Checkbox, EntryForm, Field, Modal, Select, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { particulars } from "./particulars";

const PREFIX = "legal";
const NAMES = ["kind", "union_name", "domicile", "representative", "union_uscc", "changed_on", "statement", "materials"];

type Values = Readonly<Record<string, unknown>>;

export function ApplyDialog({ found, onClose }: { readonly found: UnionLegalOut; readonly onClose: () => void }) {
  const first = found.kinds[0]?.kind ?? "first";
  const [kind, setKind] = useState<string>(first);
  const go = useGo();
  const notify = useNotify();
  const label = useCodeLabel("LegalMaterial");
  const send = useSend(
    (values: Values) => api.post<LegalRegistrationOut>("/legal-registrations", { ...filled(values), organisation_id: found.organisation_id }),
    { refresh: ["/legal-registrations", "/organisations"], onDone: ({ id }) => { notify.done(t("legal.applied")); onClose(); go(`/legal-registrations/${id}`); } },
  );
  const papers = found.kinds.find((one) => one.kind === kind)?.materials ?? [];
  const initial = {
    kind: first, union_name: found.suggested_name, domicile: found.suggested_domicile, representative: found.suggested_representative,
    union_uscc: found.suggested_uscc,
  };
  return (
    <Modal open title={t("kit.action.title", { action: t("legal.apply"), object: found.organisation_name })} footer={null} onCancel={onClose} width={600}>
      <p>{t("legal.apply.lead")}</p>
      <EntryForm<Values>
        initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose} labels={specLabels(PREFIX, NAMES)}
        submitLabel={t("legal.apply.submit")} onChange={(_, all) => setKind(String(all.kind))}
      >
        <Field name="kind" label={specLabel(PREFIX, "kind")} required>
          <Select options={found.kinds.map((one) => ({ value: one.kind, label: one.label }))} />
        </Field>
        {particulars(kind === "change").map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
        <Field name="materials" label={specLabel(PREFIX, "materials")} hint={t("legal.materials.lead")}>
          <Checkbox.Group options={papers.map((value) => ({ value, label: label(value) }))} />
        </Field>
      </EntryForm>
    </Modal>
  );
}

/** Only what was filled in travels. */
function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}
