/** Terms by their end: warning counts on top, the list below, the ones that end first on top. */
import type { TermRow, TermSummaryOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, CodeTag, Count, Figure, FigureRow, Loaded, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { STANDING_TONES } from "./looks";

const COLUMNS = (): Column<TermRow>[] => [
  { key: "union", title: t("terms.union"), render: (row) => row.organisation_name },
  { key: "street", title: t("terms.street"), render: (row) => row.street_name || "—", deskOnly: true },
  { key: "chair", title: t("terms.chair"), width: 90, render: (row) => row.chair_name || "—" },
  { key: "no", title: t("terms.no"), width: 90, render: (row) => (row.term_no ? t("terms.no.nth", { n: row.term_no }) : "—") },
  { key: "end", title: t("terms.end"), width: 130, render: (row) => <End row={row} /> },
  { key: "left", title: t("terms.left"), width: 90, align: "right", render: (row) => <Left row={row} /> },
  { key: "standing", title: t("terms.standing"), width: 120, render: (row) => <CodeTag code="TermStanding" value={row.standing} tones={STANDING_TONES} /> },
];

function End({ row }: { readonly row: TermRow }) {
  return (
    <>
      <span className="number">{row.end_on ?? "—"}</span>
      {row.extended_to && <div className="quiet number">{t("terms.extended_to", { date: row.extended_to })}</div>}
    </>
  );
}

function Left({ row }: { readonly row: TermRow }) {
  if (row.days_left === null) return <>—</>;
  if (row.days_left < 0) return <span className="number text-error">{t("terms.left.over", { n: -row.days_left })}</span>;
  return <span className="number">{t("terms.left.days", { n: row.days_left })}</span>;
}

const FILTERS = (windows: readonly number[]): Filter[] => [
  { name: "within_days", label: t("terms.within"), kind: "choice", options: windows.map((n) => ({ value: String(n), label: t("terms.within.option", { n }) })) },
  { name: "standing", label: t("terms.standing"), kind: "code", code: "TermStanding" },
  { name: "parent_id", label: t("terms.below"), kind: "organisation" },
];

export default function TermsPage() {
  const query = useApi<TermSummaryOut>("/committee-terms/summary");
  const go = useGo();
  const actions = (
    <>
      <Button onClick={() => go("/term-extensions")}>{t("extensions.title")}</Button>
      <Button onClick={() => go("/reelections")}>{t("reelections.title")}</Button>
    </>
  );
  return (
    <Page title={t("terms.title")} lead={t("terms.lead")} actions={actions}>
      <Loaded query={query} rows={2}>{(summary) => <Summary summary={summary} />}</Loaded>
      <SearchTable<TermRow>
        path="/committee-terms" exportPath="/committee-terms/export" caption={t("terms.title")} columns={COLUMNS()} filters={FILTERS((query.data?.windows ?? []).map(({ days }) => days))}
        rowKey={(row) => row.organisation_id} rowHref={(row) => `/organisations/${row.organisation_id}/terms`} search={t("terms.search")}
        empty={{ title: t("terms.empty"), text: t("terms.empty.text") }}
      />
    </Page>
  );
}

function Summary({ summary }: { readonly summary: TermSummaryOut }) {
  const rate = summary.total ? ((summary.in_force / summary.total) * 100).toFixed(2) : "—";
  const rows = (query: string) => `/terms?${query}&is_base=true`;
  return (
    <FigureRow>
      <Figure
        label={t("terms.figure.rate")} value={<span className="number">{rate}%</span>} href="/indicators/organisations.terms_in_force"
        note={t("terms.figure.of", { n: summary.in_force, total: summary.total })}
      />
      <Figure label={t("terms.figure.overdue")} value={<Count value={summary.overdue} />} href={rows("standing=overdue")} />
      {summary.windows.map(({ days, count }) => (
        <Figure key={days} label={t("terms.figure.within", { n: days })} value={<Count value={count} />} href={rows(`within_days=${String(days)}`)} />
      ))}
      <Figure label={t("terms.figure.extended")} value={<Count value={summary.extended} />} href={rows("standing=extended")} />
      {summary.none > 0 && <Figure label={t("terms.figure.none")} value={<Count value={summary.none} />} href={rows("standing=none")} />}
    </FigureRow>
  );
}
