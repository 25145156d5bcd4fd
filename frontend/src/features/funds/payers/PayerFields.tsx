/** The fields of a payer, for registering and for changing. */
import { useMe } from "@/api/session";
import { CodeSelect, DateInput, Field, FormSection, Input, InputNumber, OrgTreeSelect } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

/** Field name -> label. */
export function payerLabels(): Record<string, string> {
  return {
    organisation_id: t("payers.organisation"), name: t("payers.name"), payer_uscc: t("payers.uscc"), tax_registration_no: t("payers.registration"), tax_office: t("payers.tax_office"),
    tax_section: t("payers.tax_section"), channel: t("payers.channel"), wage_base: t("payers.wage_base"), coverage: t("payers.coverage"), payer_class: t("payers.class"),
    economic_type: t("payers.economic_type"), industry: t("payers.industry"), employees: t("payers.employees"), registered_on: t("payers.registered_on"), contact_name: t("payers.contact"),
    address: t("payers.address"), effective_on: t("payers.effective_on"), reason: t("payers.reason"),
  };
}

export function PayerFields({ isNew }: { readonly isNew: boolean }) {
  const { today } = useMe();
  const labels = payerLabels();
  const label = (name: string) => labels[name] ?? name;
  return (
    <>
      <FormSection title={t("payers.section.unit")} columns={2}>
        <Field name="name" label={label("name")} required><Input maxLength={120} /></Field>
        {isNew && <Field name="payer_uscc" label={label("payer_uscc")} required help={{ definition: t("payers.uscc.help"), example: "91430702MA4L00011F" }}><Input maxLength={40} /></Field>}
        <Field name="organisation_id" label={label("organisation_id")} required help={{ definition: t("payers.organisation.help") }}><OrgTreeSelect /></Field>
        {isNew && <Field name="registered_on" label={label("registered_on")} required help={{ definition: t("payers.registered_on.help") }}><DateInput max={today} /></Field>}
        <Field name="payer_class" label={label("payer_class")}><CodeSelect code="ReportClass" /></Field>
        <Field name="economic_type" label={label("economic_type")}><CodeSelect code="EconomicType" /></Field>
        <Field name="industry" label={label("industry")}><CodeSelect code="Industry" /></Field>
        <Field name="employees" label={label("employees")}><InputNumber min={0} max={10_000_000} precision={0} /></Field>
      </FormSection>
      <FormSection title={t("payers.section.funds")} columns={2}>
        <Field name="channel" label={label("channel")} required><CodeSelect code="CollectionChannel" /></Field>
        <Field name="wage_base" label={label("wage_base")} hint={isNew ? t("payers.wage_base.hint") : undefined} help={{ definition: t("payers.wage_base.help"), article: t("payers.wage_base.article") }}><CodeSelect code="WageBase" /></Field>
        <Field name="coverage" label={label("coverage")} hint={isNew ? t("payers.coverage.hint") : undefined} help={{ definition: t("payers.coverage.help"), article: t("payers.coverage.article") }}><CodeSelect code="FundCoverage" /></Field>
        <Field name="tax_registration_no" label={label("tax_registration_no")}><Input maxLength={30} /></Field>
        <Field name="tax_office" label={label("tax_office")}><Input maxLength={100} /></Field>
        <Field name="tax_section" label={label("tax_section")}><Input maxLength={60} /></Field>
        <Field name="contact_name" label={label("contact_name")}><Input maxLength={60} /></Field>
        <Field name="address" label={label("address")}><Input maxLength={200} /></Field>
      </FormSection>
    </>
  );
}
