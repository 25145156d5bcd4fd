/** Changing the own password ends every other session. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { replaceMe, type Me } from "@/api/session";
import { EntryForm, Field, Form, FormSection, Input, useNotify } from "@/kit";
import { t } from "@/lib/i18n";

import { changePassword } from "./api";

interface Values {
  readonly current_password: string;
  readonly new_password: string;
  readonly again: string;
}

export function PasswordForm() {
  const [form] = Form.useForm<Values>();
  const notify = useNotify();
  const change = useSend(
    async (values: Values) => {
      await changePassword(values.current_password, values.new_password);
      return api.get<Me>("/me");
    },
    { refresh: ["/me"], onDone: (me) => { replaceMe(me); form.resetFields(); notify.done(t("account.password.done")); } },
  );
  return (
    <EntryForm<Values> form={form} onSubmit={change.send} busy={change.busy} error={change.error} submitLabel={t("account.password")}>
      <FormSection lead={t("account.password.lead")} columns={1}>
        <Field name="current_password" label={t("account.password.current")} required>
          <Input.Password autoComplete="current-password" />
        </Field>
        <Field name="new_password" label={t("account.password.new")} required hint={t("account.password.hint")}>
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
