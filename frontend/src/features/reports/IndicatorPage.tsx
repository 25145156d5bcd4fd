/** One figure: value, definition, parts, and exactly the rows that were counted. */
import { useParams } from "@tanstack/react-router";

import type { FigureOut, FigureRow } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { Loaded, Money, Page, Panel, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/reports";

import { FigureCard } from "./FigureCard";
import "./reports.css";

const PARAMS = { as_of: param.text(), organisation_id: param.text(), known_on: param.text(), tree: param.text() };

const COLUMNS = (): Column<FigureRow>[] => [
  { key: "name", title: t("reports.row.name"), render: (row) => row.name },
];

const AMOUNT = (): Column<FigureRow> => (
  { key: "amount", title: t("reports.row.amount"), align: "right", width: 170, render: (row) => <Money fen={row.amount} /> }
);

const FILTERS = (): Filter[] => [
  { name: "as_of", label: t("reports.as_of"), kind: "date" },
  { name: "organisation_id", label: t("reports.scope"), kind: "organisation" },
  { name: "known_on", label: t("reports.known_on"), kind: "date" },
  { name: "tree", label: t("kit.tree"), kind: "code", code: "TreeOf" },
];

export default function IndicatorPage() {
  const { code } = useParams({ strict: false }) as { code: string };
  const can = useCan();
  const [{ known_on: knownOn, ...place }] = useUrlState(PARAMS);
  const known = { known_at: knownOn ? `${knownOn}T23:59:59+08:00` : undefined };
  const query = useApi<FigureOut>(`/indicators/${code}`, { ...place, ...known });
  const trail = can("board:read") ? [{ label: t("reports.board"), href: "/board" }] : [{ label: t("reports.indicators"), href: "/indicators" }];
  return (
    <Page title={query.data?.name ?? t("reports.indicator")} trail={trail} lead={query.data?.definition}>
      <div className="figure-layout">
        <Panel><Loaded query={query} rows={4}>{(figure) => <FigureCard figure={figure} place={place} />}</Loaded></Panel>
        <SearchTable<FigureRow>
          path={`/indicators/${code}/rows`} caption={t("reports.rows")} columns={query.data?.is_money ? [...COLUMNS(), AMOUNT()] : COLUMNS()} filters={FILTERS()} fixed={known}
          rowKey={(row) => row.id} rowHref={(row) => row.link} empty={{ title: t("reports.rows.empty") }}
        />
      </div>
    </Page>
  );
}
