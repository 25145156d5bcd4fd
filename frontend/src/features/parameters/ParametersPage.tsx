/** Every parameter with the value in force today; its history is one click away. */
import { useApi } from "@/api/query";
import { Button, CodeLabel, DataTable, Empty, Loaded, Page, Panel, ToneTag, useGo, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import type { ParameterOut, ParameterPage } from "./api";
import { ValueText } from "./ValueText";

const COLUMNS = (): Column<ParameterOut>[] => [
  { key: "label", title: t("parameters.key"), render: (row) => row.label },
  { key: "value", title: t("parameters.now"), render: (row) => <ValueText kind={row.kind} value={row.value} unit={row.unit} /> },
  { key: "level", title: t("parameters.level"), render: (row) => <CodeLabel code="Level" value={row.level} /> },
  { key: "from", title: t("parameters.from"), render: (row) => <span className="number">{row.valid_from ?? "—"}</span> },
  { key: "source", title: t("parameters.source"), render: (row) => row.legal_source ?? "—", deskOnly: true },
  { key: "mark", title: t("parameters.mark"), render: (row) => (row.has_proposal ? <ToneTag tone="attention">{t("parameters.pending")}</ToneTag> : "") },
];

export default function ParametersPage() {
  const query = useApi<ParameterPage>("/parameters");
  const go = useGo();
  return (
    <Page
      title={t("parameters.title")} lead={t("parameters.lead")}
      actions={<Button onClick={() => go("/parameters/proposals")}>{t("parameters.proposals")}</Button>}
    >
      <Panel flush>
        <Loaded query={query} rows={8}>
          {({ items }) => (items.length === 0 ? <Empty title={t("parameters.empty")} /> : (
            <DataTable<ParameterOut>
              caption={t("parameters.title")} columns={COLUMNS()} rows={items} rowKey={(row) => row.key}
              rowHref={(row) => `/parameters/${row.key}`}
            />
          ))}
        </Loaded>
      </Panel>
    </Page>
  );
}
