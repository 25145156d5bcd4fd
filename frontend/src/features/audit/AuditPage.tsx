/** Who did what and when; read only. */
import { Page, SearchTable, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";

import type { AuditEntryOut } from "./api";

const FILTERS = (): Filter[] => [
  { name: "person", label: t("audit.person"), kind: "text" },
  { name: "from_on", label: t("audit.from"), kind: "date" },
  { name: "until_on", label: t("audit.until"), kind: "date" },
];

const COLUMNS = (): Column<AuditEntryOut>[] => [
  { key: "position", title: t("audit.position"), render: (row) => <span className="number">{row.position}</span>, width: 80 },
  { key: "at", title: t("audit.at"), render: (row) => <span className="number">{moment(row.at)}</span>, width: 150 },
  { key: "person", title: t("audit.person"), render: (row) => row.person_name || "—", width: 120 },
  { key: "verb", title: t("audit.verb"), render: (row) => row.verb, width: 180 },
  { key: "object", title: t("audit.object"), render: (row) => <ObjectName row={row} />, width: 220 },
  { key: "details", title: t("audit.details"), render: (row) => <Details details={row.details} /> },
];

export default function AuditPage() {
  return (
    <Page title={t("audit.title")} lead={t("audit.lead")}>
      <SearchTable<AuditEntryOut>
        path="/audit-entries" caption={t("audit.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        empty={{ title: t("audit.empty") }}
      />
    </Page>
  );
}

function ObjectName({ row }: { readonly row: AuditEntryOut }) {
  return <>{row.object_type}{row.object_id && <span className="quiet" title={row.object_id}> …{row.object_id.slice(-6)}</span>}</>;
}

function Details({ details }: { readonly details: AuditEntryOut["details"] }) {
  const parts = Object.entries(details);
  if (parts.length === 0) return <>—</>;
  return <>{parts.map(([name, value]) => `${name}: ${String(value)}`).join("；")}</>;
}
