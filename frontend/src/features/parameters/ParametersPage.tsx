/** All parameters; the dated values are one click away. */
import { useApi } from "@/api/query";
import { AppLink, Empty, Loaded, Page, Panel, Table } from "@/kit";
import { t } from "@/lib/i18n";

import type { ParameterKeyRow } from "./api";

export default function ParametersPage() {
  const query = useApi<{ items: readonly ParameterKeyRow[] }>("/parameters");
  return (
    <Page title={t("parameters.title")} lead={t("parameters.lead")}>
      <Panel flush>
        <Loaded query={query}>
          {({ items }) => (items.length === 0 ? <Empty title={t("parameters.empty")} /> : (
            <Table<ParameterKeyRow> dataSource={items} rowKey="key" pagination={false} size="middle" columns={[
              { title: t("parameters.key"), key: "label", render: (_, row) => <AppLink href={`/parameters/${row.key}`}>{row.label}</AppLink> },
              { title: t("parameters.unit"), dataIndex: "unit", key: "unit" },
            ]} />
          ))}
        </Loaded>
      </Panel>
    </Page>
  );
}
