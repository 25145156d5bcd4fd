/** One parameter with every value it ever had here. */
import { useParams } from "@tanstack/react-router";

import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, DataTable, Empty, Loaded, Page, Panel, useGo, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import type { ParameterDetailOut, ParameterValueOut } from "./api";
import { ValueText } from "./ValueText";

const TONES = { active: "good", proposed: "attention" } as const;

const columns = (parameter: ParameterDetailOut): Column<ParameterValueOut>[] => [
  { key: "value", title: t("parameters.value"), render: (row) => <ValueText kind={parameter.kind} value={row.value} unit={parameter.unit} /> },
  { key: "from", title: t("parameters.from"), render: (row) => <span className="number">{row.valid_from}</span> },
  { key: "to", title: t("parameters.until"), render: (row) => <span className="number">{row.valid_to ?? t("parameters.open_end")}</span> },
  { key: "level", title: t("parameters.level"), render: (row) => <><CodeLabel code="Level" value={row.level} /> <span className="quiet number">{row.jurisdiction}</span></> },
  { key: "source", title: t("parameters.source"), render: (row) => row.legal_source },
  { key: "status", title: t("parameters.status"), render: (row) => <CodeTag code="ParameterStatus" value={row.status} tones={TONES} /> },
];

export default function ParameterPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const query = useApi<ParameterDetailOut>(`/parameters/${key}`);
  const can = useCan();
  const go = useGo();
  const propose = can("parameters:propose") && (
    <Button type="primary" onClick={() => go(`/parameters/${key}/propose`)}>{t("parameters.propose")}</Button>
  );
  return (
    <Page
      title={query.data?.label ?? t("parameters.title")} trail={[{ label: t("parameters.title"), href: "/parameters" }]}
      lead={query.data?.description} actions={propose}
    >
      <Panel title={t("parameters.rows")} flush>
        <Loaded query={query}>
          {(parameter) => (parameter.rows.length === 0 ? <Empty title={t("parameters.none")} /> : (
            <DataTable<ParameterValueOut> caption={t("parameters.rows")} columns={columns(parameter)} rows={parameter.rows} rowKey={(row) => row.id} />
          ))}
        </Loaded>
      </Panel>
    </Page>
  );
}
