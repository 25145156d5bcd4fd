/** One version of a plan: its table, what it must bring, the steps and the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { FundPlanOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Button, CodeTag, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { t, word } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { PLAN_TONES } from "./looks";
import { PlanEditor } from "./PlanEditor";
import { PlanTable } from "./PlanTable";

const EDIT = "revise";
const DANGEROUS: readonly string[] = ["withdraw", "return"];
const REFRESH = ["/funds/plans", "/funds/progress", "/board", "/indicators"];

export default function PlanPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<FundPlanOut>(`/funds/plans/${id}`);
  const [isEditing, setEditing] = useState(false);
  const plan = query.data?.data;
  return (
    <Page
      title={plan ? t("fund_plans.of", { year: plan.year, number: plan.number }) : t("fund_plans.title")} trail={[{ label: t("funds.home"), href: "/funds" }, { label: t("fund_plans.title"), href: "/funds/plans" }]}
      mark={plan && <CodeTag code="FundPlanState" value={plan.status} tones={PLAN_TONES} />}
      actions={plan && !isEditing && <Steps plan={plan} onEdit={() => setEditing(true)} />}
    >
      <Loaded query={query} rows={10}>
        {({ data }) => (isEditing ? <PlanEditor plan={data} onEnd={() => setEditing(false)} /> : <Card plan={data} />)}
      </Loaded>
    </Page>
  );
}

function Steps({ plan, onEdit }: { readonly plan: FundPlanOut; readonly onEdit: () => void }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/plans/${plan.id}/actions`, { action, note }, { ifMatch: plan.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("fund_plans.acted")) },
  );
  const plain = plan.actions.filter(({ code }) => code !== EDIT);
  const looks = Object.fromEntries(plain.map(({ code }) => [code, { effect: word(`fund_plans.effect.${code}`) ?? "", danger: DANGEROUS.includes(code), primary: !DANGEROUS.includes(code) }]));
  return (
    <>
      {plan.actions.some(({ code }) => code === EDIT) && <Button onClick={onEdit}>{t("fund_plans.edit")}</Button>}
      <ActionBar
        actions={plain} object={t("fund_plans.of", { year: plan.year, number: plan.number })} busy={act.busy} error={act.error} onReset={act.reset}
        onAct={(action, note) => act.send({ action, note })} looks={looks}
      />
    </>
  );
}

function Card({ plan }: { readonly plan: FundPlanOut }) {
  const change = [
    { key: "no", label: t("fund_plans.resolution_no"), value: plan.resolution_no },
    { key: "on", label: t("fund_plans.resolution_on"), value: plan.resolution_on && <span className="number">{plan.resolution_on}</span> },
    { key: "reason", label: t("fund_plans.reason"), value: plan.reason },
  ];
  const facts = [
    { key: "total", label: t("fund_plans.total"), value: <Money fen={plan.total_fen} wan /> },
    { key: "approved", label: t("fund_plans.approved_on"), value: plan.approved_on && <span className="number">{plan.approved_on}</span> },
    { key: "basis", label: t("fund_plans.basis"), value: plan.basis },
    ...(plan.is_change ? change : []),
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {plan.checks.length > 0 && <Panel title={t("fund_plans.checks")}><RuleChecks checks={plan.checks} /></Panel>}
      <Panel title={t("fund_plans.lines")} flush><PlanTable plan={plan} /></Panel>
      <Panel title={t("fund_plans.trail")}><HistoryTimeline entries={plan.history} /></Panel>
    </>
  );
}
