/** The board of the caller's part of the tree: every figure with its parts and rows, and how complete the last month is. */
import type { DistrictBoardOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { AppLink, DateInput, Loaded, OrgTreeSelect, Page, TreeChoice } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/reports";

import { FigureCard } from "./FigureCard";
import { domainLabel, grouped, placeHref } from "./figures";
import { MonthPanel } from "./MonthPanel";
import "./reports.css";

const PARAMS = { as_of: param.text(), organisation_id: param.text(), tree: param.text() };

export default function BoardPage() {
  const [place, set] = useUrlState(PARAMS);
  const { today } = useMe();
  const can = useCan();
  const query = useApi<DistrictBoardOut>("/board", place);
  return (
    <Page
      title={t("reports.board")} lead={query.data ? t("reports.board.lead", { scope: query.data.scope }) : undefined}
      actions={(
        <>
          <span className="board-place">
            <OrgTreeSelect aria-label={t("reports.scope")} value={place.organisation_id} allowClear placeholder={t("reports.scope.own")} onChange={(id) => set({ organisation_id: id })} />
          </span>
          <TreeChoice value={place.tree} onChange={(tree) => set({ tree })} />
          <span className="board-date"><DateInput aria-label={t("reports.as_of")} value={place.as_of ?? today} max={today} onChange={(day) => set({ as_of: day === today ? undefined : day })} /></span>
        </>
      )}
    >
      <Loaded query={query} rows={14}>
        {(board) => (
          <>
            {board.tree === "then" && <p className="quiet gap-below">{t("reports.tree.then.lead", { date: board.as_of })}</p>}
            <MonthPanel month={board.month} organisationId={place.organisation_id} />
            {grouped(board.figures).map(({ domain, figures }) => (
              <section key={domain} className="board-group" aria-label={domainLabel(domain)}>
                <h2>
                  {domainLabel(domain)}
                  {domain === "members" && can("members:read") && <AppLink href={placeHref("/members/figures", place)} className="board-more">{t("figures.title")}</AppLink>}
                </h2>
                <div className="board-grid">{figures.map((figure) => <FigureCard key={figure.code} figure={figure} place={place} />)}</div>
              </section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
