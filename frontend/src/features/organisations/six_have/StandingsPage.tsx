/** How every union stands under one scheme: the rate with its scheme on top, the unions below. */
import type { SixHaveClaimOut, SixHaveStandingRow } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCodeLabel } from "@/api/codes";
import { Button, CodeTag, Figure, FigureRow, Loaded, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/standards";

import { CHECK_TONES, STANDING_TONES } from "./looks";

const PARAMS = { scheme: param.text(), organisation_id: param.text() };

const COLUMNS = (): Column<SixHaveStandingRow>[] => [
  { key: "union", title: t("six_have.union"), render: (row) => row.organisation_name },
  { key: "street", title: t("six_have.street"), render: (row) => row.street_name || "—" },
  { key: "standing", title: t("six_have.standing"), width: 170, render: (row) => <Standing row={row} /> },
  { key: "decided", title: t("six_have.decided_on"), width: 110, render: (row) => <span className="number">{row.decided_on ?? "—"}</span> },
  { key: "valid", title: t("six_have.valid_to"), width: 110, render: (row) => <span className="number">{row.valid_to ?? "—"}</span> },
  { key: "open", title: t("six_have.open"), width: 120, render: (row) => (row.open_status ? <CodeTag code="SixHaveState" value={row.open_status} tones={CHECK_TONES} /> : "—") },
];

function Standing({ row }: { readonly row: SixHaveStandingRow }) {
  return <><CodeTag code="SixHaveStanding" value={row.standing} tones={STANDING_TONES} />{row.is_due && <ToneTag tone="attention">{t("six_have.due")}</ToneTag>}</>;
}

const FILTERS = (): Filter[] => [
  { name: "scheme", label: t("six_have.scheme"), kind: "code", code: "SixHaveScheme" },
  { name: "standing", label: t("six_have.standing"), kind: "code", code: "SixHaveStanding" },
  { name: "is_due", label: t("six_have.due"), kind: "choice", options: [{ value: "true", label: t("six_have.due.yes") }] },
  { name: "organisation_id", label: t("six_have.below"), kind: "organisation" },
];

/** The newest decision, else the union's card. */
const target = (row: SixHaveStandingRow) => {
  const id = row.open_check_id ?? row.check_id;
  return id ? `/six-have/checks/${id}` : `/organisations/${row.organisation_id}`;
};

export default function StandingsPage() {
  const [place] = useUrlState(PARAMS);
  const query = useApi<SixHaveClaimOut>("/six-have/claim", place);
  const scheme = useCodeLabel("SixHaveScheme");
  const go = useGo();
  return (
    <Page title={t("six_have.title")} lead={t("six_have.lead")} actions={<Button onClick={() => go("/six-have/checks")}>{t("six_have.checks")}</Button>}>
      <Loaded query={query} rows={2}>
        {(claim) => (
          <FigureRow>
            <Figure label={t("six_have.rate", { scheme: scheme(claim.scheme) })} value={`${(claim.rate / 100).toFixed(2)}%`} note={t("six_have.rate.note", { part: claim.passing, whole: claim.standing, date: claim.as_of })} />
            <Figure label={t("six_have.claim", { n: claim.target_percent })} value={t(claim.is_reached ? "six_have.claim.yes" : "six_have.claim.no")} note={t("six_have.claim.note")} />
          </FigureRow>
        )}
      </Loaded>
      <SearchTable<SixHaveStandingRow>
        path="/six-have/standings" exportPath="/six-have/standings/export" caption={t("six_have.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.organisation_id}
        rowHref={target} search={t("six_have.search")} empty={{ title: t("six_have.empty"), text: t("six_have.empty.text") }}
      />
    </Page>
  );
}
