/** Dunning cases, newest first. */
import type { ArrearsCaseRow } from "@/api/client/types.gen";
import { CodeTag, Money, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

import { CASES, CASE_TONES, LIST } from "./looks";

const COLUMNS = (): Column<ArrearsCaseRow>[] => [
  { key: "payer", title: t("arrears.payer"), render: (row) => row.payer_name },
  { key: "span", title: t("arrears_cases.span"), width: 170, render: (row) => <span className="number">{row.from_period} — {row.to_period}</span> },
  { key: "fen", title: t("arrears_cases.opened_fen"), width: 150, align: "right", render: (row) => <Money fen={row.opened_fen} /> },
  { key: "opened", title: t("arrears_cases.opened_on"), width: 120, render: (row) => <span className="number">{row.opened_on}</span> },
  { key: "ended", title: t("arrears_cases.ended_on"), width: 120, render: (row) => <span className="number">{row.ended_on ?? "—"}</span> },
  { key: "status", title: t("arrears_cases.status"), width: 170, render: (row) => <CodeTag code="ArrearsCaseState" value={row.status} tones={CASE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("arrears_cases.status"), kind: "code", code: "ArrearsCaseState" },
  { name: "is_open", label: t("arrears_cases.is_open"), kind: "choice", options: [{ value: "true", label: t("arrears_cases.is_open.yes") }, { value: "false", label: t("arrears_cases.is_open.no") }] },
  { name: "organisation_id", label: t("arrears.below"), kind: "organisation" },
];

export default function ArrearsCasesPage() {
  return (
    <Page title={t("arrears_cases.title")} lead={t("arrears_cases.lead")} trail={[{ label: t("arrears.title"), href: LIST }]}>
      <SearchTable<ArrearsCaseRow>
        path="/funds/arrears-cases" caption={t("arrears_cases.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `${CASES}/${row.id}`} empty={{ title: t("arrears_cases.empty"), text: t("arrears_cases.empty.text") }}
      />
    </Page>
  );
}
