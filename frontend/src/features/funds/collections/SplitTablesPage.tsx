/** Split tables in force on a day, and what another one would have brought. */
import { useApi } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import type { SplitShareOut, SplitTableOut, SplitTablesOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, DataTable, DateInput, Loaded, Page, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsCollections";

import { WhatIf } from "./WhatIf";

const PARAMS = { on: param.text() };

const COLUMNS = (): Column<SplitShareOut>[] => [
  { key: "level", title: t("collections.level"), render: (row) => <CodeLabel code="SplitLevel" value={row.level} /> },
  { key: "ratio", title: t("collections.ratio"), width: 90, align: "right", render: (row) => <span className="number">{(row.ratio / 100).toFixed(2)}%</span> },
  { key: "account", title: t("collections.account"), width: 90, render: (row) => <span className="number">{row.account}</span> },
  { key: "name", title: t("collections.account_name"), render: (row) => row.name || "—" },
];

export default function SplitTablesPage() {
  const { today } = useMe();
  const can = useCan();
  const [{ on = today }, setUrl] = useUrlState(PARAMS);
  const query = useApi<SplitTablesOut>("/funds/split-tables", { on });
  return (
    <Page title={t("split.title")} lead={t("split.lead")}>
      <Panel flush>
        <div className="filters"><span className="filter"><label htmlFor="split-on">{t("split.on")}</label> <DateInput id="split-on" value={on} onChange={(day) => setUrl({ on: day })} /></span></div>
      </Panel>
      <Loaded query={query} rows={10}>
        {(data) => (
          <>
            {data.items.map((table) => <Table key={table.key} table={table} mayPropose={can("parameters:propose")} />)}
            {can("ledger:read") && <WhatIf tables={data.items} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Table({ table, mayPropose }: { readonly table: SplitTableOut; readonly mayPropose: boolean }) {
  const now = table.in_force;
  return (
    <Panel title={table.label} extra={<AppLink href={`/parameters/${table.key}${mayPropose ? "/propose" : ""}`}>{mayPropose ? t("split.change") : t("split.versions", { n: table.versions.length })}</AppLink>}>
      {now ? (
        <>
          <p className="quiet gap-below">{t("split.version", { version: now.version, from: now.valid_from })} · {t("split.source", { source: now.legal_source })}</p>
          <DataTable caption={t("split.caption", { name: table.label })} columns={COLUMNS()} rows={now.shares} rowKey={(row) => row.level} />
        </>
      ) : <p>{t("split.none")}</p>}
    </Panel>
  );
}
