/** Unions that have recorded no member evaluation this year. */
import type { EvaluationMissingRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { AppLink, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

const COLUMNS = (mayRecord: boolean): Column<EvaluationMissingRow>[] => [
  { key: "union", title: t("six_have.union"), render: (row) => row.organisation_name },
  { key: "street", title: t("six_have.street"), render: (row) => row.street_name || "—" },
  { key: "last", title: t("evaluations.last_held_on"), width: 130, render: (row) => <span className="number">{row.last_held_on ?? "—"}</span> },
  ...mayRecord ? [{ key: "record", title: t("evaluations.record"), width: 110, render: (row: EvaluationMissingRow) => <AppLink href={`/member-evaluations/new?organisation_id=${row.organisation_id}`}>{t("evaluations.record")}</AppLink> }] : [],
];

const FILTERS = (): Filter[] => [
  { name: "year", label: t("evaluations.year"), kind: "text" },
  { name: "organisation_id", label: t("six_have.below"), kind: "organisation" },
];

export default function MissingEvaluationsPage() {
  const can = useCan();
  return (
    <Page title={t("evaluations.missing")} lead={t("evaluations.missing.lead")} trail={[{ label: t("evaluations.title"), href: "/member-evaluations" }]}>
      <SearchTable<EvaluationMissingRow>
        path="/member-evaluations/missing" exportPath="/member-evaluations/missing/export" caption={t("evaluations.missing")} columns={COLUMNS(can("evaluations:record"))} filters={FILTERS()}
        rowKey={(row) => row.organisation_id} rowHref={(row) => `/organisations/${row.organisation_id}`}
        empty={{ title: t("evaluations.missing.empty"), text: t("evaluations.missing.empty.text") }}
      />
    </Page>
  );
}
