/** The control for a value of one kind. */
import { CodeSelect, DateInput, Input, InputNumber, Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import type { ParameterKind } from "./api";
import type { Period } from "./value";

interface ValueInputProps {
  readonly kind: ParameterKind;
  readonly unit: string;
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

export function ValueInput({ kind, unit, id, value, onChange }: ValueInputProps) {
  if (kind === "integer") {
    return <InputNumber id={id} value={value as number | undefined} onChange={onChange} precision={0} suffix={unit} style={{ width: "100%" }} />;
  }
  if (kind === "period") return <PeriodInput id={id} value={value as Partial<Period> | undefined} onChange={onChange} />;
  if (kind === "date") return <DateInput id={id} value={value as string | undefined} onChange={onChange} />;
  if (kind === "flag") {
    const options = [{ value: "yes", label: t("kit.yes") }, { value: "no", label: t("kit.no") }];
    return <Select id={id} value={value as string | undefined} onChange={onChange} options={options} />;
  }
  const text = value as string | undefined;
  if (kind === "table") return <Input.TextArea id={id} value={text} rows={6} onChange={(event) => onChange?.(event.target.value)} />;
  return <Input id={id} value={text} suffix={SUFFIX(kind)} placeholder={kind === "rate" ? "0.02" : undefined} onChange={(event) => onChange?.(event.target.value)} />;
}

/** Amounts are typed in yuan whatever the stored unit; a rate is typed as a decimal. */
const SUFFIX = (kind: ParameterKind) => (kind === "money" ? t("kit.yuan") : undefined);

interface PeriodInputProps {
  readonly id?: string;
  readonly value?: Partial<Period>;
  readonly onChange?: (value: Partial<Period>) => void;
}

function PeriodInput({ id, value = {}, onChange }: PeriodInputProps) {
  return (
    <div className="row-gap no-wrap">
      <InputNumber id={id} min={0} precision={0} value={value.count} onChange={(count) => onChange?.({ ...value, count: count ?? undefined })} />
      <CodeSelect code="PeriodUnit" aria-label={t("parameters.unit")} value={value.unit} onChange={(unit) => onChange?.({ ...value, unit })} />
    </div>
  );
}
