/** The last 24 months of a payer: sums, what they say against the law, and each month with what was due and paid. */
import { useApi } from "@/api/query";
import type { PayerMonthOut, PayerMonthsOut } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, DataTable, Figure, FigureRow, Loaded, Money, Panel, RuleChecks, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { MONTH_TONES, PAYERS } from "./looks";

const COLUMNS = (): Column<PayerMonthOut>[] => [
  { key: "period", title: t("payers.period"), width: 90, render: (row) => <span className="number">{row.period}</span> },
  { key: "item", title: t("payers.item"), width: 100, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "wages", title: t("payers.wages"), align: "right", render: (row) => <Money fen={row.wages_fen} /> },
  { key: "due", title: t("payers.due"), align: "right", render: (row) => <Money fen={row.due_fen} /> },
  { key: "relief", title: t("payers.relief"), align: "right", deskOnly: true, render: (row) => <Money fen={row.relief_fen} /> },
  { key: "paid", title: t("payers.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "left", title: t("payers.left"), align: "right", render: (row) => <Money fen={row.left_fen} /> },
  { key: "due_on", title: t("payers.due_on"), width: 110, deskOnly: true, render: (row) => <span className="number">{row.due_on}</span> },
  { key: "state", title: t("payers.state"), width: 100, render: (row) => <CodeTag code="MonthState" value={row.state} tones={MONTH_TONES} /> },
];

export function Months({ payerId, title }: { readonly payerId: string; readonly title?: string }) {
  const query = useApi<PayerMonthsOut>(`${PAYERS}/${payerId}/months`, { count: 24 });
  return (
    <Loaded query={query} rows={8}>
      {(data) => (
        <>
          <Panel title={title ?? t("payers.months")}>
            <FigureRow>
              <Figure label={t("payers.due")} value={<Money fen={data.due_fen} />} note={t("payers.span", { from: data.from_period, to: data.to_period })} />
              <Figure label={t("payers.paid")} value={<Money fen={data.paid_fen} />} />
              <Figure label={t("payers.overdue")} value={<Money fen={data.overdue_fen} />} />
              <Figure label={t("payers.undeclared")} value={data.undeclared} note={t("payers.undeclared.unit")} />
            </FigureRow>
            {data.months.length > 0 && (
              <DataTable caption={t("payers.months")} columns={COLUMNS()} rows={data.months} rowKey={(row) => row.period} rowHref={(row) => `${PAYERS}/${payerId}/months/${row.period}`} />
            )}
          </Panel>
          <Panel title={t("payers.checks")}><RuleChecks checks={data.checks} /></Panel>
        </>
      )}
    </Loaded>
  );
}
