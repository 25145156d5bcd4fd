/** Plan, receipts, rate, pace and forecast of the day asked for; each amount opens to its rows. */
import type { FundProgressOut } from "@/api/client/types.gen";
import { Figure, FigureRow, HelpButton, Money, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import { wanYuan } from "@/lib/money";
import "@/locales/zh/fundsPlans";

import { percent, rateHref, rowsHref } from "./figures";

interface StandingProps {
  readonly data: FundProgressOut;
  readonly place: { readonly as_of?: string; readonly organisation_id?: string };
}

export function Standing({ data, place }: StandingProps) {
  const { plan_fen: plan, received_fen: received, gap_fen: gap } = data;
  const hasPlan = data.rate !== null;
  return (
    <Panel title={t("funds.progress")} extra={<HelpButton label={t("funds.method")} help={{ definition: data.method }} />}>
      <FigureRow>
        <Figure label={t("funds.rate")} value={percent(data.rate)} href={rateHref(data.channel, place)} note={hasPlan ? undefined : t("funds.plan.none")} />
        <Figure label={wan(t("funds.plan"))} value={hasPlan ? <Money fen={plan} wan /> : "—"} href={rowsHref("plan", data.channel, place)} />
        <Figure label={wan(t("funds.received"))} value={<Money fen={received} wan />} href={rowsHref("collected", data.channel, place)} />
        <Figure label={t("funds.pace")} value={percent(data.pace)} note={t("funds.pace.note")} />
        <Figure label={wan(t("funds.forecast"))} value={<Money fen={data.forecast_fen} wan />} note={spread(data)} />
        {gap !== null && <Figure label={wan(t(gap >= 0 ? "funds.gap.short" : "funds.gap.over"))} value={<Money fen={Math.abs(gap)} wan />} />}
        {data.growth !== null && (
          <Figure label={t("funds.growth")} value={percent(data.growth)} note={t("funds.growth.of", { last: wanYuan(data.last_year_fen) })} />
        )}
      </FigureRow>
      <div className="fund-bars gap-above">
        {hasPlan && <Bar label={t("funds.rate")} value={data.rate ?? 0} text={percent(data.rate)} />}
        <Bar label={t("funds.time")} value={data.time_progress} text={percent(data.time_progress)} kind="time" />
      </div>
      <p className="quiet gap-above">
        {t("funds.time.of", { day: data.day, days: data.days })}
        {data.growth === null && ` · ${t("funds.growth.none")}`}
      </p>
    </Panel>
  );
}

function wan(label: string): string {
  return `${label}（${t("funds.wan")}）`;
}

interface BarProps {
  readonly label: string;
  /** 1/100 %. */
  readonly value: number;
  readonly text: string;
  readonly kind?: string;
}

function Bar({ label, value, text, kind = "" }: BarProps) {
  const width = `${String(Math.min(100, Math.max(0, value / 100)))}%`;
  return (
    <div className="fund-bar">
      <span>{label}</span>
      <span className="fund-bar-track" aria-hidden><span className={`fund-bar-fill ${kind}`} style={{ width }} /></span>
      <strong className="number right">{text}</strong>
    </div>
  );
}

function spread({ interval }: FundProgressOut): string {
  if (!interval) return t("funds.forecast.no_interval");
  return t("funds.forecast.interval", { low: wanYuan(interval.low_fen), high: wanYuan(interval.high_fen) });
}
