/** Who did what and when; read only. */
import { useCodeLabel } from "@/api/codes";
import { Page, SearchTable, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/audit";

import type { AuditEntryOut } from "./api";
import { objectWord, STATES, verbWords } from "./words";

const FILTERS = (): Filter[] => [
  { name: "person", label: t("audit.person"), kind: "text" },
  { name: "from_on", label: t("audit.from"), kind: "date" },
  { name: "until_on", label: t("audit.until"), kind: "date" },
];

const COLUMNS = (): Column<AuditEntryOut>[] => [
  { key: "position", title: t("audit.position"), render: (row) => <span className="number">{row.position}</span>, width: 80 },
  { key: "at", title: t("audit.at"), render: (row) => <span className="number">{moment(row.at)}</span>, width: 150 },
  { key: "person", title: t("audit.person"), render: (row) => row.person_name || "—", width: 120 },
  { key: "verb", title: t("audit.verb"), render: (row) => verbWords(row.verb), width: 180 },
  { key: "object", title: t("audit.object"), render: (row) => <ObjectName row={row} />, width: 220 },
  { key: "details", title: t("audit.details"), render: (row) => <Details row={row} /> },
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
  return <>{objectWord(row.object_type)}{row.object_id && <span className="quiet" title={row.object_id}> …{row.object_id.slice(-6)}</span>}</>;
}

function Details({ row }: { readonly row: AuditEntryOut }) {
  const { from, to, ...rest } = row.details;
  const state = useCodeLabel(STATES[row.object_type] ?? "");
  const move = typeof from === "string" && typeof to === "string" ? [`${state(from)} → ${state(to)}`] : [];
  const parts = [...move, ...Object.entries(rest).map(([name, value]) => `${name} ${plain(value)}`)];
  return <span className="anywhere">{parts.length > 0 ? parts.join("；") : "—"}</span>;
}

function plain(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
