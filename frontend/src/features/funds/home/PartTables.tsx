/** Plan and receipts by channel, by place, by class. */
import type { FundPartOut } from "@/api/client/types.gen";
import { DataTable, Empty, Money, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { percent, shareOf } from "./figures";

interface PartsProps {
  readonly parts: readonly FundPartOut[];
  readonly total: number;
}

const wan = (fen: number) => <Money fen={fen} wan />;
const heading = (text: string) => `${text}（${t("funds.wan")}）`;

const PLANNED = (first: string): Column<FundPartOut>[] => [
  { key: "name", title: first, render: (row) => row.name },
  { key: "plan", title: heading(t("funds.plan")), align: "right", width: 150, render: (row) => (row.plan_fen ? wan(row.plan_fen) : "—") },
  { key: "received", title: heading(t("funds.received")), align: "right", width: 150, render: (row) => wan(row.received_fen) },
  { key: "rate", title: t("funds.rate"), align: "right", width: 100, render: (row) => <span className="number">{percent(row.rate)}</span> },
  { key: "last", title: heading(t("funds.last_year")), align: "right", width: 150, render: (row) => (row.last_year_fen ? wan(row.last_year_fen) : "—") },
];

const shared = (total: number): Column<FundPartOut> => (
  { key: "share", title: t("funds.share"), align: "right", width: 90, render: (row) => <span className="number">{percent(shareOf(row.received_fen, total))}</span> }
);

export function ByChannel({ parts }: { readonly parts: readonly FundPartOut[] }) {
  return (
    <Panel title={t("funds.by_channel")} flush>
      <DataTable caption={t("funds.by_channel")} columns={PLANNED(t("funds.home.channel"))} rows={parts} rowKey={(row) => row.key} />
    </Panel>
  );
}

export function ByPlace({ parts, total }: PartsProps) {
  const columns = [...PLANNED(t("funds.place")), shared(total)];
  return (
    <Panel title={t("funds.by_place")} flush={parts.length > 0}>
      {parts.length === 0 ? <Empty title={t("funds.parts.empty")} /> : (
        <DataTable
          caption={t("funds.by_place")} columns={columns} rows={parts} rowKey={(row) => row.key}
          rowHref={(row) => `/funds/payers?organisation_id=${row.organisation_id ?? ""}`}
        />
      )}
    </Panel>
  );
}

export function ByClass({ parts, total }: PartsProps) {
  if (parts.length === 0) return null;
  const columns = [...PLANNED(t("funds.class")).filter(({ key }) => key !== "plan" && key !== "rate"), shared(total)];
  return (
    <Panel title={t("funds.by_class")} flush>
      <DataTable caption={t("funds.by_class")} columns={columns} rows={parts} rowKey={(row) => row.key} />
    </Panel>
  );
}
