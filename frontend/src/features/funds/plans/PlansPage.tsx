/** Collection plans: every version of every year, newest first. */
import { useState } from "react";

import { api } from "@/api/client";
import type { FundPlanIn, FundPlanOut, FundPlanRow } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Button, CodeTag, EntryForm, Field, InputNumber, Modal, Money, Page, SearchTable, useGo, useNotify, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { PLAN_TONES } from "./looks";

const COLUMNS = (): Column<FundPlanRow>[] => [
  { key: "of", title: t("fund_plans.year"), render: (row) => t("fund_plans.of", { year: row.year, number: row.number }) },
  { key: "total", title: t("fund_plans.total"), align: "right", width: 160, render: (row) => <Money fen={row.total_fen} wan /> },
  { key: "resolution", title: t("fund_plans.resolution_no"), render: (row) => row.resolution_no || "—" },
  { key: "approved", title: t("fund_plans.approved_on"), width: 120, render: (row) => <span className="number">{row.approved_on ?? "—"}</span> },
  { key: "status", title: t("fund_plans.status"), width: 140, render: (row) => <CodeTag code="FundPlanState" value={row.status} tones={PLAN_TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("fund_plans.status"), kind: "code", code: "FundPlanState" }];

export default function PlansPage() {
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  return (
    <Page
      title={t("fund_plans.title")} lead={t("fund_plans.lead")} trail={[{ label: t("funds.home"), href: "/funds" }]}
      actions={can("funds:plan") && <Button type="primary" onClick={() => setOpen(true)}>{t("fund_plans.new")}</Button>}
    >
      <SearchTable<FundPlanRow>
        path="/funds/plans" caption={t("fund_plans.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/plans/${row.id}`} empty={{ title: t("fund_plans.empty"), text: t("fund_plans.empty.text") }}
      />
      {isOpen && <NewPlan onClose={() => setOpen(false)} />}
    </Page>
  );
}

function NewPlan({ onClose }: { readonly onClose: () => void }) {
  const year = Number(useMe().today.slice(0, 4));
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: FundPlanIn) => api.post<FundPlanOut>("/funds/plans", values), {
    refresh: ["/funds/plans"], onDone: (made) => { notify.done(t("fund_plans.opened")); go(`/funds/plans/${made.id}`); },
  });
  return (
    <Modal open title={t("fund_plans.new")} footer={null} onCancel={onClose}>
      <EntryForm<FundPlanIn> initial={{ year }} onSubmit={send.send} busy={send.busy} error={send.error} labels={{ year: t("fund_plans.new.year") }} submitLabel={t("fund_plans.new")} onCancel={onClose}>
        <Field name="year" label={t("fund_plans.new.year")} required hint={t("fund_plans.new.hint")}><InputNumber min={year - 1} max={year + 1} precision={0} /></Field>
      </EntryForm>
    </Modal>
  );
}
