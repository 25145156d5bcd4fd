/** Every published figure with its one definition. */
import type { IndicatorList, IndicatorRow } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { CodeLabel, DataTable, Loaded, Page, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/reports";

import { domainLabel, domainOf } from "./figures";

const COLUMNS = (): Column<IndicatorRow>[] => [
  { key: "name", title: t("reports.name"), width: 220, render: (row) => row.name },
  { key: "domain", title: t("reports.domain"), width: 110, render: (row) => domainLabel(domainOf(row.code)) },
  { key: "kind", title: t("reports.kind"), width: 90, render: (row) => <CodeLabel code="IndicatorKind" value={row.kind} /> },
  { key: "unit", title: t("reports.unit"), width: 70, render: (row) => row.unit },
  { key: "definition", title: t("reports.definition"), render: (row) => row.definition },
];

export default function IndicatorsPage() {
  const query = useApi<IndicatorList>("/indicators", undefined, { staleTime: Infinity });
  return (
    <Page title={t("reports.indicators")} lead={t("reports.indicators.lead")}>
      <Panel flush>
        <Loaded query={query} rows={10}>
          {(data) => <DataTable caption={t("reports.indicators")} columns={COLUMNS()} rows={data.items} rowKey={(row) => row.code} rowHref={(row) => `/indicators/${row.code}`} />}
        </Loaded>
      </Panel>
    </Page>
  );
}
