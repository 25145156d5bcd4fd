/** Months of the books: which are closed, what was posted in each. */
import { useApi } from "@/api/query";
import type { LedgerMonthRow, LedgerMonthsOut } from "@/api/client/types.gen";
import { CodeTag, Count, DataTable, Empty, Loaded, Money, Page, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsLedger";

import { MONTH_TONES } from "./looks";

const COLUMNS = (): Column<LedgerMonthRow>[] => [
  { key: "period", title: t("ledger.month"), render: (row) => <span className="number">{row.period}</span> },
  { key: "status", title: t("ledger.months.status"), width: 140, render: (row) => <CodeTag code="LedgerMonthState" value={row.status} tones={MONTH_TONES} /> },
  { key: "entries", title: t("ledger.months.count"), width: 110, align: "right", render: (row) => <Count value={row.entries} /> },
  { key: "amount", title: t("ledger.months.amount"), width: 180, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
];

const PARAMS = { status: param.text() };

export default function MonthsPage() {
  const [{ status }] = useUrlState(PARAMS);
  const query = useApi<LedgerMonthsOut>("/funds/months", { status });
  return (
    <Page title={t("ledger.months")} lead={t("ledger.months.lead")} trail={[{ label: t("ledger.title"), href: "/funds/ledger" }]}>
      <Loaded query={query} rows={12}>
        {({ items }) => (items.length === 0
          ? <Empty title={t("ledger.months.empty")} text={t("ledger.months.empty.text")} />
          : <Panel flush><DataTable caption={t("ledger.months")} columns={COLUMNS()} rows={items} rowKey={(row) => row.period} rowHref={(row) => `/funds/ledger/months/${row.period}`} /></Panel>)}
      </Loaded>
    </Page>
  );
}
