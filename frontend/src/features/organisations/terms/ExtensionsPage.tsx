/** Requests to serve longer than a term, newest first. */
import type { TermExtensionRow } from "@/api/client/types.gen";
import { CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { EXTENSION_TONES } from "./looks";

const COLUMNS = (): Column<TermExtensionRow>[] => [
  { key: "union", title: t("terms.union"), render: (row) => row.organisation_name },
  { key: "months", title: t("extensions.months"), width: 90, render: (row) => t("extensions.months.text", { n: row.months }) },
  { key: "to", title: t("extensions.extended_to"), width: 120, render: (row) => <span className="number">{row.extended_to}</span> },
  { key: "requested", title: t("extensions.requested_on"), width: 120, render: (row) => <span className="number">{row.requested_on}</span> },
  { key: "decided", title: t("extensions.decided_on"), width: 120, render: (row) => <span className="number">{row.decided_on ?? "—"}</span> },
  { key: "status", title: t("extensions.status"), width: 110, render: (row) => <CodeTag code="ExtensionState" value={row.status} tones={EXTENSION_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("extensions.status"), kind: "code", code: "ExtensionState" },
  { name: "is_direct", label: t("terms.direct"), kind: "choice", options: [{ value: "true", label: t("terms.direct.only") }] },
  { name: "parent_id", label: t("terms.below"), kind: "organisation" },
];

export default function ExtensionsPage() {
  return (
    <Page title={t("extensions.title")} lead={t("extensions.lead")} trail={[{ label: t("terms.title"), href: "/terms" }]}>
      <SearchTable<TermExtensionRow>
        path="/term-extensions" exportPath="/term-extensions/export" caption={t("extensions.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/term-extensions/${row.id}`} empty={{ title: t("extensions.empty"), text: t("extensions.empty.text") }}
      />
    </Page>
  );
}
