/** A field described by a line of data: its label, help, example and article are found by name among the words. */
import { Checkbox, Input, InputNumber } from "antd";
import type { ReactNode } from "react";

import { useCodeWords } from "@/api/codes";
import { t } from "@/lib/i18n";

import { CodeSelect } from "./Code";
import { DateInput } from "./DateInput";
import { Field, type FieldHelp } from "./Field";

export interface FieldSpec {
  readonly name: string;
  readonly kind: "text" | "long" | "code" | "date" | "count" | "flag" | "phone";
  /** Name of the code list, for kind "code". */
  readonly code?: string;
  /** Only these values may be chosen. */
  readonly only?: readonly string[];
  readonly required?: boolean;
  readonly max?: number;
  /** Last day that may be chosen. */
  readonly last?: string;
}

interface SpecFieldProps {
  readonly spec: FieldSpec;
  /** Words are `${prefix}.field.<name>`, `.help.<name>`, `.example.<name>`, `.article.<name>`. */
  readonly prefix: string;
  readonly hint?: ReactNode;
}

export function SpecField({ spec, prefix, hint }: SpecFieldProps) {
  const { name, kind, required } = spec;
  return (
    <Field
      name={name} label={specLabel(prefix, name)} required={required} hint={hint} help={helpOf(prefix, name)}
      valuePropName={kind === "flag" ? "checked" : "value"} className={kind === "long" ? "wide" : undefined}
    >
      {control(spec)}
    </Field>
  );
}

export function specLabel(prefix: string, name: string): string {
  return t(`${prefix}.field.${name}` as never);
}

/** Labels of many fields, for ErrorSummary and ConflictDialog. */
export function specLabels(prefix: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, specLabel(prefix, name)]));
}

/** The value of a field in words, for ConflictDialog. */
export function useSpecWords(specs: readonly FieldSpec[]): (field: string, text: string) => string {
  const word = useCodeWords();
  return (field, text) => {
    const spec = specs.find(({ name }) => name === field);
    if (spec?.kind === "flag") return t(text === "true" ? "kit.yes" : "kit.no");
    return spec?.kind === "code" ? word(spec.code ?? "", text) : text;
  };
}

function helpOf(prefix: string, name: string): FieldHelp | undefined {
  const definition = word(`${prefix}.help.${name}`);
  if (!definition) return undefined;
  return { definition, example: word(`${prefix}.example.${name}`), article: word(`${prefix}.article.${name}`) };
}

/** A text that may be missing. */
function word(key: string): string | undefined {
  const text = t(key as never);
  return text === key ? undefined : text;
}

function control({ kind, code = "", only, max, last }: FieldSpec): ReactNode {
  switch (kind) {
    case "code": return <CodeSelect code={code} only={only} allowClear placeholder={t("kit.choose")} />;
    case "date": return <DateInput max={last} />;
    case "count": return <InputNumber min={0} max={10_000_000} precision={0} controls={false} style={{ width: "100%" }} />;
    case "flag": return <Checkbox>{t("kit.yes")}</Checkbox>;
    case "long": return <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={max} />;
    case "phone": return <Input inputMode="tel" maxLength={max ?? 30} autoComplete="off" />;
    default: return <Input maxLength={max} autoComplete="off" />;
  }
}
