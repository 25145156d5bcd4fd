/** The fields of an account: for opening one also the rights to apply for; for a correction the person only. */
import { EntryForm, Field, FormSection, Input } from "@/kit";
import { isMobile } from "@/lib/identifiers";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountChangeIn, AccountOut } from "./api";
import { RightsFields, rightsLabels } from "./RightsFields";

interface AccountFormProps<V extends object> {
  readonly initial?: Partial<V>;
  readonly onSubmit: (values: V) => unknown;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  /** The account being corrected: its login name and rights stay, its phone number is replaced only when typed. */
  readonly existing?: AccountOut;
}

export function AccountForm<V extends AccountChangeIn>({ initial, onSubmit, busy, error, onCancel, existing }: AccountFormProps<V>) {
  const labels = { login_name: t("accounts.login_name"), person_name: t("accounts.person_name"), mobile: t("accounts.mobile"), ...rightsLabels() };
  const submit = (values: V) => onSubmit(values.mobile ? values : { ...values, mobile: undefined });
  return (
    <EntryForm<V> initial={initial} onSubmit={submit} busy={busy} error={error} onCancel={onCancel} labels={labels}>
      <FormSection>
        <Field name="person_name" label={labels.person_name} required help={{ definition: t("accounts.person_name.help") }}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field
          name="mobile" label={labels.mobile} required={!existing} hint={existing && t("accounts.mobile.keep", { now: existing.mobile })}
          help={{ definition: t("accounts.mobile.help"), example: "138 0000 0000" }} rules={[{ validator: checkMobile }]}
        >
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Field>
        {!existing && (
          <Field
            name="login_name" label={labels.login_name} required
            help={{ definition: t("accounts.login_name.help"), example: t("accounts.login_name.example") }}
          >
            <Input maxLength={32} autoComplete="off" spellCheck={false} />
          </Field>
        )}
      </FormSection>
      {!existing && <FormSection title={t("grants.wanted")} lead={t("grants.lead")}><RightsFields /></FormSection>}
    </EntryForm>
  );
}

function checkMobile(_rule: unknown, value: string | undefined): Promise<void> {
  return !value || isMobile(value) ? Promise.resolve() : Promise.reject(new Error(t("accounts.mobile.wrong")));
}
