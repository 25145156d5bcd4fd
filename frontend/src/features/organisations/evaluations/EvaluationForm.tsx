/** The minutes of one session: attendance, ballots, the review of the chair if there was one. */
import { useState } from "react";

import type { EvaluationCorrectionIn, EvaluationOut } from "@/api/client/types.gen";
import type { Sender } from "@/api/query";
import { useMe } from "@/api/session";
import { Checkbox, DateInput, EntryForm, Field, FormSection, Input, InputNumber } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { BALLOTS } from "./rates";

/** The reason belongs to a correction only. */
export type Counts = Omit<EvaluationCorrectionIn, "reason"> & { readonly reason?: string };
type Values = Record<string, string | number | undefined>;

interface EvaluationFormProps {
  readonly sender: Sender<Counts>;
  /** The session that is corrected; its numbers are there to start from. */
  readonly known?: EvaluationOut["current"];
  readonly onCancel: () => void;
}

export function EvaluationForm({ sender, known, onCancel }: EvaluationFormProps) {
  const { today } = useMe();
  const [withChair, setWithChair] = useState(Boolean(known?.chair));
  const labels = labelsOf();
  const field = (name: string) => <Field key={name} name={name} label={labels[name] ?? ""} required><InputNumber min={0} precision={0} style={{ width: "100%" }} /></Field>;
  return (
    <EntryForm<Values>
      initial={known ? initialOf(known) : { invalid: 0 }} busy={sender.busy} error={sender.error} labels={labels} onCancel={onCancel}
      submitLabel={t(known ? "evaluations.correct" : "evaluations.record")} onSubmit={(values) => void sender.send(countsOf(values, withChair, Boolean(known)))}
    >
      <FormSection title={t("evaluations.session")} columns={3}>
        <Field name="held_on" label={labels.held_on ?? ""} required><DateInput max={today} /></Field>
        {field("expected")}
        {field("present")}
      </FormSection>
      <FormSection title={t("evaluations.ballots")} lead={t("evaluations.ballots.lead")} columns={3}>{BALLOTS.map(field)}</FormSection>
      <p><Checkbox checked={withChair} onChange={(event) => setWithChair(event.target.checked)}>{t("evaluations.with_chair")}</Checkbox></p>
      {withChair && <FormSection title={t("evaluations.chair")} columns={3}>{BALLOTS.map((name) => field(`chair.${name}`))}</FormSection>}
      <FormSection columns={1}>
        <Field name="note" label={labels.note ?? ""}><Input maxLength={500} /></Field>
        {known && <Field name="reason" label={labels.reason ?? ""} required hint={t("evaluations.reason.hint")}><Input maxLength={500} /></Field>}
      </FormSection>
    </EntryForm>
  );
}

function labelsOf(): Record<string, string> {
  const plain = ["held_on", "expected", "present", "note", "reason", ...BALLOTS].map((name) => [name, t(`evaluations.${name}` as never)]);
  const chair = BALLOTS.map((name) => [`chair.${name}`, `${t("evaluations.chair")}：${t(`evaluations.${name}`)}`]);
  return Object.fromEntries([...plain, ...chair]) as Record<string, string>;
}

function initialOf(known: EvaluationOut["current"]): Values {
  const { held_on, expected, present, note, home, chair } = known;
  const own = Object.fromEntries(BALLOTS.map((name) => [name, home[name]]));
  const review = chair ? Object.fromEntries(BALLOTS.map((name) => [`chair.${name}`, chair[name]])) : {};
  return { held_on, expected, present, note, ...own, ...review };
}

function countsOf(values: Values, withChair: boolean, withReason: boolean): Counts {
  const number = (name: string) => Number(values[name] ?? 0);
  const ballots = (prefix: string) => ({
    satisfied: number(`${prefix}satisfied`), basically: number(`${prefix}basically`), dissatisfied: number(`${prefix}dissatisfied`),
    abstained: number(`${prefix}abstained`), invalid: number(`${prefix}invalid`),
  });
  return {
    held_on: String(values.held_on ?? ""), expected: number("expected"), present: number("present"), ...ballots(""),
    chair: withChair ? ballots("chair.") : null, note: String(values.note ?? ""),
    ...withReason ? { reason: String(values.reason ?? "") } : {},
  };
}
