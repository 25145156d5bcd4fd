/** The policy to try: year, list, yearly limit, rate. */
import { CodeSelect, EntryForm, Field, FormSection, Input, InputNumber } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan, yuan } from "@/lib/money";
import "@/locales/zh/fundsReturns";

export interface SmallRule {
  readonly year: number;
  readonly basis: string;
  readonly threshold_fen: number | null;
  readonly rate: string;
}

interface Values {
  readonly year: number;
  readonly basis: string;
  readonly threshold_fen?: string;
  readonly rate: string;
}

const isAmount = (_: unknown, text?: string) => (!text || (parseYuan(text) ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error(t("refunds.amount.bad"))));
const isRate = (_: unknown, text?: string) => (/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/.test(text ?? "") ? Promise.resolve() : Promise.reject(new Error(t("small_payers.rate.bad"))));

export function SmallRuleForm({ rule, onTry }: { readonly rule: SmallRule; readonly onTry: (rule: SmallRule) => void }) {
  const initial = { ...rule, threshold_fen: rule.threshold_fen === null ? "" : yuan(rule.threshold_fen) };
  const labels = { year: t("small_payers.year"), basis: t("small_payers.basis"), threshold_fen: t("small_payers.threshold"), rate: t("small_payers.rate") };
  return (
    <EntryForm<Values>
      initial={initial} labels={labels} submitLabel={t("small_payers.run")}
      onSubmit={(values) => onTry({ year: values.year, basis: values.basis, threshold_fen: values.threshold_fen ? parseYuan(values.threshold_fen) : null, rate: values.rate })}
    >
      <FormSection columns={2}>
        <Field name="year" label={labels.year} required><InputNumber min={2010} max={2199} precision={0} /></Field>
        <Field name="basis" label={labels.basis} required><CodeSelect code="SmallPayerBasis" /></Field>
        <Field name="threshold_fen" label={labels.threshold_fen} hint={t("small_payers.threshold.hint")} rules={[{ validator: isAmount }]}><Input inputMode="decimal" /></Field>
        <Field name="rate" label={labels.rate} required hint={t("small_payers.rate.hint")} rules={[{ validator: isRate }]}><Input inputMode="decimal" maxLength={11} /></Field>
      </FormSection>
    </EntryForm>
  );
}
