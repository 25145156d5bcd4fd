/** Changing the own password ends every other session. */
import { useSend } from "@/api/query";
import { replaceMe } from "@/api/session";
import { EntryForm, Field, Form, FormSection, Input, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { changePassword } from "./api";

interface Values {
  readonly current_password: string;
  readonly new_password: string;
  readonly again: string;
}

export function PasswordForm() {
  const [form] = Form.useForm<Values>();
  const notify = useNotify();
  const labels = { current_password: t("account.password.current"), new_password: t("account.password.new") };
  const change = useSend(changePassword, {
    refresh: ["/me"],
    onDone: (me) => { replaceMe(me); form.resetFields(); notify.done(t("account.password.done")); },
  });
  return (
    <EntryForm<Values> form={form} onSubmit={change.send} busy={change.busy} error={change.error} submitLabel={t("account.password")} labels={labels}>
      <FormSection lead={t("account.password.lead")} columns={1}>
        <Field name="current_password" label={labels.current_password} required>
          <Input.Password autoComplete="current-password" />
        </Field>
        <Field name="new_password" label={labels.new_password} required hint={t("account.password.hint")}>
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Field>
        <Field
          name="again" label={t("account.password.again")} required dependencies={["new_password"]}
          rules={[({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue("new_password") ? Promise.resolve() : Promise.reject(new Error(t("account.password.differ"))),
          })]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Field>
      </FormSection>
    </EntryForm>
  );
}
