/** Acts over many members, newest first. */
import type { BulkRunRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, Page, SearchTable, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { BULK_TONES } from "../looks";

const COLUMNS = (): Column<BulkRunRow>[] => [
  { key: "kind", title: t("bulk.field.kind"), render: (row) => <CodeLabel code="BulkKind" value={row.kind} /> },
  { key: "on", title: t("bulk.field.effective_on"), width: 110, render: (row) => <span className="number">{row.effective_on}</span> },
  { key: "applied", title: t("bulk.applied"), width: 90, align: "right", render: (row) => <span className="number">{row.applied}</span> },
  { key: "excepted", title: t("bulk.excepted"), width: 90, align: "right", render: (row) => <span className="number">{row.excepted}</span> },
  { key: "person", title: t("bulk.person"), width: 110, render: (row) => row.person_name },
  { key: "at", title: t("bulk.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "status", title: t("members.case.status"), width: 100, render: (row) => <CodeTag code="BulkState" value={row.status} tones={BULK_TONES} /> },
];

export default function BulkRunsPage() {
  return (
    <Page title={t("bulk.runs")} lead={t("bulk.runs.lead")} trail={[{ label: t("members.title"), href: "/members" }]}>
      <SearchTable<BulkRunRow>
        path="/members/bulk" caption={t("bulk.runs")} columns={COLUMNS()} rowKey={(row) => row.id} rowHref={(row) => `/members/bulk/${row.id}`}
        empty={{ title: t("bulk.empty"), text: t("bulk.empty.text") }}
      />
    </Page>
  );
}
