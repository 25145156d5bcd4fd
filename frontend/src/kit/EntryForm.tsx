/** A form: checked on submit, errors on top and beside the field, Ctrl+S, nothing cleared on failure. */
import { Button, Form, type FormInstance } from "antd";
import { useEffect, useState, type ReactNode } from "react";

import { ProblemError } from "@/api/problem";
import { t } from "@/lib/i18n";

import { ErrorSummary, type SummaryItem } from "./ErrorSummary";
import { useShortcut } from "./shortcuts";

interface EntryFormProps<V extends object> {
  readonly initial?: Partial<V>;
  /** Resolves when saved; throws nothing: pass the failure through `error`. */
  readonly onSubmit: (values: V) => unknown;
  /** The last failure of the request. */
  readonly error?: unknown;
  readonly busy?: boolean;
  readonly submitLabel?: string;
  readonly onCancel?: () => void;
  readonly onChange?: (changed: Partial<V>, all: V) => void;
  /** Field name -> label for the error summary. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly form?: FormInstance<V>;
  readonly children: ReactNode;
}

export function EntryForm<V extends object>(props: EntryFormProps<V>) {
  const { initial, onSubmit, error, busy = false, submitLabel, onCancel, onChange, labels, children } = props;
  const [own] = Form.useForm<V>();
  const form = props.form ?? own;
  const [local, setLocal] = useState<readonly SummaryItem[]>([]);
  useFieldMessages(form, error);
  useShortcut("Ctrl+S", submitLabel ?? t("kit.save"), () => form.submit());
  return (
    <Form<V>
      form={form} layout="vertical" initialValues={initial} validateTrigger={[]} noValidate className="entry-form"
      onValuesChange={(changed: Partial<V>, all) => onChange?.(changed, all)}
      onFinishFailed={({ errorFields }) => setLocal(errorFields.map(({ name, errors }) => ({ field: name.join("."), message: errors[0] ?? "" })))}
      onFinish={(values) => { setLocal([]); if (!busy) onSubmit(values); }}
    >
      <ErrorSummary items={local} error={local.length ? undefined : error} labels={local.length ? {} : labels} />
      {children}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" aria-disabled={busy}>{busy ? t("kit.saving") : (submitLabel ?? t("kit.save"))}</Button>
        {onCancel && <Button onClick={onCancel}>{t("kit.cancel")}</Button>}
      </div>
    </Form>
  );
}

/** Puts the server's field errors beside their fields, once per error. */
function useFieldMessages<V extends object>(form: FormInstance<V>, error: unknown): void {
  useEffect(() => {
    if (!(error instanceof ProblemError)) return;
    const fields = error.errors.map(({ field, message }) => ({ name: field, errors: [message] }));
    form.setFields(fields as unknown as Parameters<typeof form.setFields>[0]);
  }, [form, error]);
}
