/** Changes a payer from a day on, with the reason; what was declared stays. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { PayerChangeIn, PayerOut } from "@/api/client/types.gen";
import { DateInput, EntryForm, Field, FormSection, Input, Loaded, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { PAYERS } from "./looks";
import { PayerFields, payerLabels } from "./PayerFields";

const FIELDS = [
  "organisation_id", "name", "tax_registration_no", "tax_office", "tax_section", "channel", "wage_base", "coverage", "payer_class", "economic_type", "industry", "employees", "contact_name", "address",
] as const;

export default function EditPayerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<PayerOut>(`${PAYERS}/${id}`);
  const item = query.data?.data;
  return (
    <Page title={t("payers.edit")} lead={t("payers.edit.lead")} trail={[{ label: t("payers.title"), href: PAYERS }, { label: item?.name ?? t("payers.one"), href: `${PAYERS}/${id}` }]}>
      <Loaded query={query} rows={10}>{({ data }) => <Panel><EditForm item={data} /></Panel>}</Loaded>
    </Page>
  );
}

function EditForm({ item }: { readonly item: PayerOut }) {
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const back = `${PAYERS}/${item.id}`;
  const send = useSend((values: PayerChangeIn) => api.patch<PayerOut>(back, changed(item, values), { ifMatch: item.version }), {
    refresh: ["/funds"],
    onDone: () => { notify.done(t("payers.edited")); go(back); },
  });
  const labels = payerLabels();
  const initial = Object.fromEntries(FIELDS.map((name) => [name, item[name] ?? undefined]));
  return (
    <EntryForm<PayerChangeIn> initial={{ ...initial, effective_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("payers.edit")} onCancel={() => go(back)}>
      <PayerFields isNew={false} />
      <FormSection title={t("payers.section.reason")} columns={2}>
        <Field name="effective_on" label={t("payers.effective_on")} required><DateInput /></Field>
        <Field name="reason" label={t("payers.reason")} required help={{ definition: t("payers.reason.help"), example: t("payers.reason.example") }}><Input maxLength={200} /></Field>
      </FormSection>
    </EntryForm>
  );
}

/** Only what differs, with day and reason. */
function changed(item: PayerOut, values: PayerChangeIn): PayerChangeIn {
  const differs = FIELDS.filter((name) => values[name] !== undefined && values[name] !== null && values[name] !== item[name]);
  return { ...Object.fromEntries(differs.map((name) => [name, values[name]])), effective_on: values.effective_on, reason: values.reason };
}
