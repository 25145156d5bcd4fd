/** Requests for large exports: one's own, or all for whoever decides. */
import type { LargeExportRow } from "@/api/client/types.gen";
import { CodeTag, Count, Page, SearchTable, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/exports";

import { TONES } from "./looks";

const COLUMNS = (): Column<LargeExportRow>[] => [
  { key: "number", title: t("exports.number"), width: 210, render: (row) => <span className="number">{row.number}</span> },
  { key: "list", title: t("exports.list"), width: 120, render: (row) => row.list_label },
  { key: "persons", title: t("exports.persons"), width: 90, align: "right", render: (row) => <Count value={row.persons} /> },
  { key: "purpose", title: t("exports.purpose"), render: (row) => row.purpose },
  { key: "person", title: t("exports.requester"), width: 110, render: (row) => row.person_name },
  { key: "at", title: t("exports.requested_at"), width: 150, render: (row) => <span className="number">{moment(row.requested_at)}</span> },
  { key: "status", title: t("exports.status"), width: 150, render: (row) => <CodeTag code="LargeExportState" value={row.status} tones={TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("exports.status"), kind: "code", code: "LargeExportState" }];

export default function ExportsPage() {
  return (
    <Page title={t("exports.title")} lead={t("exports.lead")}>
      <SearchTable<LargeExportRow>
        path="/large-exports" caption={t("exports.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/exports/${row.id}`} empty={{ title: t("exports.empty"), text: t("exports.empty.text") }}
      />
    </Page>
  );
}
