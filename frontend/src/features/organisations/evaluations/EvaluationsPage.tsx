/** Member evaluations: the year's satisfaction on top, the sessions below. */
import type { EvaluationRow, SatisfactionOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, CodeTag, Figure, FigureRow, Loaded, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/standards";

import { RATE_TONES, percent } from "./rates";

const PARAMS = { organisation_id: param.text(), year: param.text() };

const COLUMNS = (): Column<EvaluationRow>[] => [
  { key: "union", title: t("six_have.union"), render: (row) => row.organisation_name },
  { key: "held", title: t("evaluations.held_on"), width: 110, render: (row) => <span className="number">{row.held_on}</span> },
  { key: "present", title: t("evaluations.attendance"), width: 110, align: "right", render: (row) => <span className="number">{row.present}/{row.expected}</span> },
  { key: "rate", title: t("evaluations.rate"), width: 150, align: "right", render: (row) => <span className="number">{percent(row.rate)} <span className="quiet">{row.numerator}/{row.denominator}</span></span> },
  { key: "chair", title: t("evaluations.chair"), width: 100, render: (row) => t(row.has_chair_review ? "evaluations.chair.yes" : "evaluations.chair.no") },
  { key: "verdict", title: t("evaluations.verdict"), width: 150, render: (row) => <><CodeTag code="EvaluationVerdict" value={row.verdict} tones={RATE_TONES} />{row.is_corrected && <ToneTag tone="neutral">{t("evaluations.corrected")}</ToneTag>}</> },
];

const FILTERS = (): Filter[] => [
  { name: "year", label: t("evaluations.year"), kind: "text" },
  { name: "is_reached", label: t("evaluations.verdict"), kind: "choice", options: [{ value: "true", label: t("evaluations.reached") }, { value: "false", label: t("evaluations.below") }] },
  { name: "organisation_id", label: t("six_have.below"), kind: "organisation" },
];

export default function EvaluationsPage() {
  const [place] = useUrlState(PARAMS);
  const query = useApi<SatisfactionOut>("/member-evaluations/satisfaction", place);
  const can = useCan();
  const go = useGo();
  const actions = (
    <>
      <Button onClick={() => go("/member-evaluations/missing")}>{t("evaluations.missing")}</Button>
      {can("evaluations:record") && <Button type="primary" onClick={() => go("/member-evaluations/new")}>{t("evaluations.record")}</Button>}
    </>
  );
  return (
    <Page title={t("evaluations.title")} lead={t("evaluations.lead")} actions={actions}>
      <Loaded query={query} rows={2}>
        {(sum) => (
          <FigureRow>
            <Figure label={t("evaluations.rate.year", { year: sum.year })} value={percent(sum.rate)} note={t("evaluations.rate.note", { part: sum.numerator, whole: sum.denominator, date: sum.as_of })} />
            <Figure label={t("evaluations.unions")} value={String(sum.unions)} note={t("evaluations.unions.note", { n: sum.expected_unions })} />
          </FigureRow>
        )}
      </Loaded>
      <SearchTable<EvaluationRow>
        path="/member-evaluations" exportPath="/member-evaluations/export" caption={t("evaluations.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/member-evaluations/${row.id}`} empty={{ title: t("evaluations.empty"), text: t("evaluations.empty.text") }}
      />
    </Page>
  );
}
