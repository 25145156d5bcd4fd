/** The table a plan is typed into: one row for each place, one box for each channel, in wan-yuan. */
import type { FundPlanOut } from "@/api/client/types.gen";
import { Input } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { inWan } from "./looks";
import "./plans.css";

/** Channel and place -> what was typed. */
export type Cells = Readonly<Record<string, string>>;

interface AmountGridProps {
  readonly places: FundPlanOut["places"];
  readonly channels: readonly { readonly value: string; readonly label: string }[];
  readonly cells: Cells;
  readonly onChange: (key: string, text: string) => void;
}

export function AmountGrid({ places, channels, cells, onChange }: AmountGridProps) {
  return (
    <div className="plan-grid" role="region" aria-label={t("fund_plans.lines")} tabIndex={0}>
      <table className="plain-table">
        <caption className="sr-only">{t("fund_plans.lines")}</caption>
        <thead><tr><th scope="col">{t("funds.place")}</th>{channels.map(({ value, label }) => <th key={value} scope="col">{label}</th>)}</tr></thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.organisation_id}>
              <th scope="row">{place.name}</th>
              {channels.map(({ value, label }) => {
                const key = cellKey(value, place.organisation_id);
                return (
                  <td key={value}>
                    <Input
                      id={key} className="number" inputMode="decimal" value={cells[key] ?? ""} maxLength={20}
                      aria-label={t("fund_plans.line.of", { place: place.name, channel: label })} onChange={(event) => onChange(key, event.target.value)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function cellKey(channel: string, organisationId: string): string {
  return `${channel}-${organisationId}`;
}

/** What a version holds, as it is typed. */
export function cellsOf(lines: FundPlanOut["lines"]): Cells {
  return Object.fromEntries(lines.filter(({ amount_fen: fen }) => fen > 0).map((line) => [cellKey(line.channel, line.organisation_id), inWan(line.amount_fen)]));
}
