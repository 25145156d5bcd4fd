/** A plan's amounts: places down, channels across, with what changes against the version in force. */
import type { FundPlanOut } from "@/api/client/types.gen";
import { useCodes } from "@/api/codes";
import { DataTable, Money, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

type Line = FundPlanOut["lines"][number];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

export function PlanTable({ plan }: { readonly plan: FundPlanOut }) {
  const channels = useCodes("CollectionChannel");
  const places = plan.places.map((place) => ({
    id: place.organisation_id, name: place.name, lines: plan.lines.filter((line) => line.organisation_id === place.organisation_id),
  }));
  const rows: Row[] = [...places.filter(({ lines }) => lines.length > 0), { id: "sum", name: t("fund_plans.sum"), lines: plan.lines }];
  const isChanged = plan.lines.some((line) => line.before_fen !== 0);
  const columns: Column<Row>[] = [
    { key: "place", title: t("funds.place"), render: (row) => row.name },
    ...channels.map(({ value, label }): Column<Row> => (
      { key: value, title: label, align: "right", width: 150, render: (row) => <Wan fen={total(row.lines.filter((line) => line.channel === value))} /> }
    )),
    { key: "sum", title: t("fund_plans.sum"), align: "right", width: 150, render: (row) => <strong><Wan fen={total(row.lines)} /></strong> },
    ...(isChanged ? [CHANGE()] : []),
  ];
  return <DataTable caption={t("fund_plans.lines")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

const CHANGE = (): Column<Row> => (
  { key: "change", title: t("fund_plans.change"), align: "right", width: 150, render: (row) => <Wan fen={total(row.lines) - before(row.lines)} /> }
);

function Wan({ fen }: { readonly fen: number }) {
  return fen === 0 ? <>—</> : <Money fen={fen} wan />;
}

function total(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.amount_fen, 0);
}

function before(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.before_fen, 0);
}
