/** One field of a form: label, help (definition, example, article), control, message. */
import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Form, Popover, type FormItemProps } from "antd";
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";

export interface FieldHelp {
  readonly definition: string;
  readonly example?: string;
  /** Where the rule comes from. */
  readonly article?: string;
}

interface FieldProps extends Omit<FormItemProps, "label" | "help" | "tooltip"> {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly help?: FieldHelp;
  readonly children: ReactNode;
}

/** Inside EntryForm. The control gets the field name as its id, so that ErrorSummary can link to it. */
export function Field({ name, label, hint, help, required, rules = [], children, ...rest }: FieldProps) {
  const must = required ? [{ required: true, message: t("kit.fill", { label }) }] : [];
  return (
    <Form.Item
      {...rest} name={name} required={required} rules={[...must, ...rules]} extra={hint} htmlFor={name}
      label={<FieldLabel label={label} help={help} />}
    >
      {children}
    </Form.Item>
  );
}

export function FieldLabel({ label, help }: { readonly label: string; readonly help?: FieldHelp }) {
  return <>{label}{help && <HelpButton label={label} help={help} />}</>;
}

export function HelpButton({ label, help }: { readonly label: string; readonly help: FieldHelp }) {
  const content = (
    <dl className="help">
      <dt>{t("kit.help.definition")}</dt><dd>{help.definition}</dd>
      {help.example && <><dt>{t("kit.help.example")}</dt><dd>{help.example}</dd></>}
      {help.article && <><dt>{t("kit.help.article")}</dt><dd>{help.article}</dd></>}
    </dl>
  );
  return (
    <Popover content={content} title={label} trigger="click">
      <Button type="text" size="small" className="help-button" icon={<QuestionCircleOutlined />} aria-label={t("kit.help.of", { label })} />
    </Popover>
  );
}
