/** Writes a draft's amounts, place by place and channel by channel, with its basis and, for a change, its resolution. */
import { useState } from "react";

import { api } from "@/api/client";
import type { FundPlanLinesIn, FundPlanOut } from "@/api/client/types.gen";
import { useCodes } from "@/api/codes";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { DateInput, EntryForm, ErrorSummary, Field, FormSection, Input, Money, Panel, useNotify, type SummaryItem } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { AmountGrid, cellKey, cellsOf, type Cells } from "./AmountGrid";
import { fenOfWan } from "./looks";

interface PlanEditorProps {
  readonly plan: FundPlanOut;
  readonly onEnd: () => void;
}

type Papers = Omit<FundPlanLinesIn, "lines">;

export function PlanEditor({ plan, onEnd }: PlanEditorProps) {
  const notify = useNotify();
  const { today } = useMe();
  const channels = useCodes("CollectionChannel");
  const [cells, setCells] = useState<Cells>(() => cellsOf(plan.lines));
  const [bad, setBad] = useState<readonly SummaryItem[]>([]);
  const save = useSend(
    (values: FundPlanLinesIn) => api.put<FundPlanOut>(`/funds/plans/${plan.id}/lines`, values, { ifMatch: plan.version }),
    { refresh: ["/funds/plans"], onDone: () => { notify.done(t("fund_plans.saved")); onEnd(); } },
  );
  const typed = plan.places.flatMap((place) => channels.map((channel) => {
    const key = cellKey(channel.value, place.organisation_id);
    return { key, place, channel, fen: fenOfWan(cells[key] ?? "") };
  }));
  const submit = (papers: Papers) => {
    const wrong = typed.filter(({ fen }) => fen === null);
    setBad(wrong.map(({ key, place, channel }) => ({ field: key, message: t("fund_plans.bad_amount", { place: place.name, channel: channel.label }) })));
    if (wrong.length > 0) return undefined;
    const lines = typed.flatMap(({ place, channel, fen }) => (fen ? [{ channel: channel.value as FundPlanLinesIn["lines"][number]["channel"], organisation_id: place.organisation_id, amount_fen: fen }] : []));
    return save.send({ ...papers, lines });
  };
  const labels = { basis: t("fund_plans.basis"), resolution_no: t("fund_plans.resolution_no"), resolution_on: t("fund_plans.resolution_on"), reason: t("fund_plans.reason") };
  const initial = { basis: plan.basis, resolution_no: plan.resolution_no, resolution_on: plan.resolution_on, reason: plan.reason };
  return (
    <Panel>
      {bad.length > 0 && <ErrorSummary items={bad} />}
      <EntryForm<Papers> initial={initial} onSubmit={submit} busy={save.busy} error={save.error} labels={labels} submitLabel={t("fund_plans.save")} onCancel={onEnd}>
        <fieldset className="form-section">
          <legend>{t("fund_plans.lines")}</legend>
          <p className="quiet">{t("fund_plans.lines.lead")}</p>
          <AmountGrid places={plan.places} channels={channels} cells={cells} onChange={(key, text) => setCells((all) => ({ ...all, [key]: text }))} />
          <p className="gap-above">{t("fund_plans.total")}：<strong><Money fen={typed.reduce((sum, { fen }) => sum + (fen ?? 0), 0)} wan /></strong></p>
        </fieldset>
        <FormSection columns={1}>
          <Field name="basis" label={labels.basis} required hint={t("fund_plans.basis.hint")}><Input.TextArea rows={2} maxLength={500} /></Field>
        </FormSection>
        {plan.is_change && (
          <FormSection columns={2}>
            <Field name="resolution_no" label={labels.resolution_no} required><Input maxLength={60} /></Field>
            <Field name="resolution_on" label={labels.resolution_on} required><DateInput max={today} /></Field>
            <Field name="reason" label={labels.reason} required><Input.TextArea rows={2} maxLength={500} /></Field>
          </FormSection>
        )}
      </EntryForm>
    </Panel>
  );
}
