/** Persons month by month as the union declared them; the newest first. */
import type { HeadCountOut, OrganisationOut } from "@/api/client/types.gen";
import { Count, DataTable, Empty, Panel, type Column } from "@/kit";
import { moment, monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

import { COUNT_FIELDS } from "./counts";

const COLUMNS = (): Column<HeadCountOut>[] => [
  { key: "month", title: t("organisations.count.field.month"), render: (row) => monthName(row.month) },
  ...COUNT_FIELDS.map((field): Column<HeadCountOut> => ({
    key: field, title: t(`organisations.count.short.${field}` as never), align: "right", render: (row) => <Count value={row[field]} />,
  })),
  { key: "source", title: t("organisations.count.source"), render: (row) => <>{row.source}{row.reason && <div className="quiet">{row.reason}</div>}</> },
  { key: "recorded_at", title: t("organisations.count.recorded_at"), deskOnly: true, render: (row) => <span className="number">{moment(row.recorded_at)}</span> },
];

export function HeadCounts({ card }: { readonly card: OrganisationOut }) {
  return (
    <Panel title={t("organisations.head_counts")} flush>
      {card.head_counts.length === 0
        ? <Empty title={t("organisations.head_counts.empty")} text={t("organisations.head_counts.empty.text")} />
        : <DataTable caption={t("organisations.head_counts")} columns={COLUMNS()} rows={card.head_counts} rowKey={(row) => row.month} />}
    </Panel>
  );
}
