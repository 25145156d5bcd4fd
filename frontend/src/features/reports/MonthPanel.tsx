/** How complete the last closed month is, street by street, with the way to those who have not reported. */
import type { BoardMonthOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { AppLink, Chart, Panel } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/reports";

interface Cell {
  readonly period: string;
  readonly expected: number;
  readonly reported: number;
}

interface StreetBoard {
  readonly streets: readonly { readonly street_id: string; readonly name: string; readonly cells: readonly Cell[] }[];
}

interface MonthPanelProps {
  readonly month: BoardMonthOut;
  readonly organisationId: string | undefined;
}

export function MonthPanel({ month, organisationId }: MonthPanelProps) {
  const place = organisationId ? `&street_id=${organisationId}` : "";
  const missing = month.expected - month.reported;
  const rate = month.expected > 0 ? `${(month.rate / 100).toFixed(2)}%` : "—";
  return (
    <Panel
      title={t("reports.month", { month: monthName(month.period) })}
      extra={<AppLink href={`/returns/board?year=${month.period.slice(0, 4)}`}>{t("reports.month.board")}</AppLink>}
    >
      <dl className="month-line">
        <div><dt>{t("reports.month.expected")}</dt><dd>{count(month.expected)}</dd></div>
        <div><dt>{t("reports.month.reported")}</dt><dd><AppLink href={month.reported_rows + place}>{count(month.reported)}</AppLink></dd></div>
        <div><dt>{t("reports.month.missing")}</dt><dd><AppLink href={month.missing_rows + place}>{count(missing)}</AppLink></dd></div>
        <div><dt>{t("reports.month.late")}</dt><dd><AppLink href={`/returns?period=${month.period}&is_late=true${place}`}>{count(month.late)}</AppLink></dd></div>
        <div><dt>{t("reports.month.rate")}</dt><dd>{rate}</dd></div>
      </dl>
      {!organisationId && <StreetChart period={month.period} />}
    </Panel>
  );
}

function StreetChart({ period }: { readonly period: string }) {
  const { data } = useApi<StreetBoard>("/returns/board", { year: period.slice(0, 4) });
  const streets = (data?.streets ?? []).flatMap((street) => {
    const cell = street.cells.find((one) => one.period === period);
    return cell && cell.expected > 0 ? [{ ...cell, id: street.street_id, name: short(street.name) }] : [];
  });
  if (streets.length < 2) return null;
  return (
    <div className="gap-above">
      <Chart
        title={t("reports.month.streets")} kind="bar" height={240} unit={t("reports.unit.union")} categories={streets.map(({ name }) => name)}
        series={[
          { name: t("reports.month.expected"), values: streets.map(({ expected }) => expected) },
          { name: t("reports.month.reported"), values: streets.map(({ reported }) => reported) },
        ]}
        href={(_, at) => `/returns/missing?period=${period}&street_id=${streets[at]?.id ?? ""}`}
      />
    </div>
  );
}

/** "常德市武陵区启明街道工会联合会" -> "启明街道". */
function short(name: string): string {
  return name.replace(/^.*?市/, "").replace(/^[^街乡镇]*?区(?=.{2,})/, "").replace(/(工会联合会|总工会|工会委员会|工会)$/, "");
}
