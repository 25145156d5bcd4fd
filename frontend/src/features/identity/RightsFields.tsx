/** Role, place, offices and last day: the rights an account shall have. */
import { useCodes } from "@/api/codes";
import { Checkbox, CodeSelect, DateInput, Field, Form, Input } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { PlaceSelect } from "./PlaceSelect";

export const rightsLabels = () => ({
  role: t("accounts.role"), organisation_id: t("accounts.organisation"), offices: t("grants.offices"), valid_from: t("grants.valid_from"), valid_to: t("grants.valid_to"), note: t("grants.note"),
});

interface RightsFieldsProps {
  readonly known?: { readonly id: string; readonly name: string };
  /** The rights may begin on a later day. */
  readonly canWait?: boolean;
}

export function RightsFields({ known, canWait = false }: RightsFieldsProps) {
  const labels = rightsLabels();
  const role = Form.useWatch<string | undefined>("role");
  const offices = useCodes("Office");
  return (
    <>
      <Field name="role" label={labels.role} required help={{ definition: t("accounts.role.help") }}>
        <CodeSelect code="Role" />
      </Field>
      <Field name="organisation_id" label={labels.organisation_id} required help={{ definition: t("accounts.organisation.help") }}>
        <PlaceSelect known={known} />
      </Field>
      {role === "district" && (
        <Field name="offices" label={labels.offices} hint={t("grants.offices.hint")}>
          <Checkbox.Group options={offices.map(({ value, label }) => ({ value, label }))} />
        </Field>
      )}
      {canWait && (
        <Field name="valid_from" label={labels.valid_from} hint={t("grants.valid_from.hint")}>
          <DateInput />
        </Field>
      )}
      <Field name="valid_to" label={labels.valid_to} hint={t("grants.valid_to.hint")}>
        <DateInput />
      </Field>
      <Field name="note" label={labels.note} hint={t("grants.note.hint")}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
    </>
  );
}
