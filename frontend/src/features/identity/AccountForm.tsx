/** The fields of an account, for creating and for editing. */
import { CodeSelect, EntryForm, Field, FormSection, Input, OrgTreeSelect } from "@/kit";
import { t } from "@/lib/i18n";

import type { AccountIn } from "./api";

interface AccountFormProps {
  readonly initial?: Partial<AccountIn>;
  readonly onSubmit: (values: AccountIn) => unknown;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  /** The login name stays as it is. */
  readonly existing?: boolean;
}

export function AccountForm({ initial, onSubmit, busy, error, onCancel, existing = false }: AccountFormProps) {
  const labels = {
    login_name: t("accounts.login_name"), person_name: t("accounts.person_name"),
    role: t("accounts.role"), organisation_id: t("accounts.organisation"),
  };
  return (
    <EntryForm<AccountIn> initial={initial} onSubmit={onSubmit} busy={busy} error={error} onCancel={onCancel} labels={labels}>
      <FormSection>
        <Field name="person_name" label={labels.person_name} required help={{ definition: t("accounts.person_name.help") }}>
          <Input maxLength={64} autoComplete="off" />
        </Field>
        {!existing && (
          <Field
            name="login_name" label={labels.login_name} required
            help={{ definition: t("accounts.login_name.help"), example: t("accounts.login_name.example") }}
          >
            <Input maxLength={64} autoComplete="off" spellCheck={false} />
          </Field>
        )}
        <Field name="role" label={labels.role} required help={{ definition: t("accounts.role.help") }}>
          <CodeSelect code="Role" />
        </Field>
        <Field name="organisation_id" label={labels.organisation_id} required help={{ definition: t("accounts.organisation.help") }}>
          <OrgTreeSelect />
        </Field>
      </FormSection>
    </EntryForm>
  );
}
