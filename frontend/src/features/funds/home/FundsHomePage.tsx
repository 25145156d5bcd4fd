/** The finance home: how far the year's plan has come, and what waits to be done. */
import type { FundProgressOut } from "@/api/client/types.gen";
import { useCodes } from "@/api/codes";
import { useApi } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Chart, DateInput, Loaded, OrgTreeSelect, Page, Panel, Segmented } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsPlans";

import { Directory } from "./Directory";
import { OwnFunds } from "./OwnFunds";
import { ByChannel, ByClass, ByPlace } from "./PartTables";
import { Standing } from "./Standing";
import { TodoPanel } from "./TodoPanel";
import "./home.css";

const PARAMS = { as_of: param.text(), organisation_id: param.text(), channel: param.oneOf(["tax", "fiscal", "direct", "all"], "tax") };
const FEN_PER_WAN = 1_000_000;

/** The bookkeepers' and streets' figures for whoever keeps the payers or the books; one's own dues for a payer. */
export default function FundsHomePage() {
  const can = useCan();
  return can("funds:collect") || can("ledger:read") ? <FinanceHome /> : <OwnFunds />;
}

function FinanceHome() {
  const [{ channel, ...place }, set] = useUrlState(PARAMS);
  const { today } = useMe();
  const can = useCan();
  const query = useApi<FundProgressOut>("/funds/progress", { ...place, channel: channel === "all" ? undefined : channel });
  const channels = useCodes("CollectionChannel");
  const options = [...channels, { value: "all", label: t("funds.home.channel.all") }];
  return (
    <Page
      title={t("funds.home")} lead={query.data && t("funds.home.lead", { scope: query.data.scope, year: query.data.as_of.slice(0, 4) })}
      actions={(
        <>
          {can("board:read") && (
            <span className="fund-scope"><OrgTreeSelect aria-label={t("funds.home.scope")} value={place.organisation_id} allowClear placeholder={t("funds.home.scope.own")} onChange={(id) => set({ organisation_id: id })} /></span>
          )}
          <span className="fund-date"><DateInput aria-label={t("funds.home.as_of")} value={place.as_of ?? today} max={today} onChange={(day) => set({ as_of: day === today ? undefined : day })} /></span>
        </>
      )}
    >
      <p className="gap-below"><Segmented aria-label={t("funds.home.channel")} options={options} value={channel} onChange={(value) => set({ channel: value as typeof channel })} /></p>
      <Loaded query={query} rows={12}>
        {(data) => (
          <>
            <Standing data={data} place={place} />
            <TodoPanel />
            <Panel><MonthChart data={data} /></Panel>
            <ByChannel parts={data.by_channel} />
            <ByPlace parts={data.by_place} total={data.received_fen} />
            <ByClass parts={data.by_class} total={data.received_fen} />
            <Directory />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MonthChart({ data }: { readonly data: FundProgressOut }) {
  const year = data.as_of.slice(0, 4);
  const wan = (fen: readonly number[]) => fen.map((value) => Math.round(value / (FEN_PER_WAN / 100)) / 100);
  const before = data.last_year_months_fen.some((value) => value !== 0)
    ? [{ name: t("funds.last_year"), values: wan(data.last_year_months_fen) }] : [];
  return (
    <Chart
      title={t("funds.months")} kind="bar" height={240} unit={t("funds.wan")} categories={data.months_fen.map((_, at) => `${year}-${String(at + 1).padStart(2, "0")}`)}
      series={[{ name: t("funds.months.this", { year }), values: wan(data.months_fen) }, ...before]}
    />
  );
}
