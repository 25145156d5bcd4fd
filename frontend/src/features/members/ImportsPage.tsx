/** Roll imports in reach, newest first; an unfinished one is taken up again from here. */
import type { RollImportRowSummary } from "@/api/client/types.gen";
import { Button, CodeTag, Count, Page, SearchTable, useGo, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

import { IMPORT_TONES } from "./looks";

const COLUMNS = (): Column<RollImportRowSummary>[] => [
  { key: "file", title: t("members.import.file"), render: (row) => row.file_name },
  { key: "union", title: t("members.import.union"), render: (row) => row.organisation_name },
  { key: "read", title: t("members.import.rows_read"), align: "right", width: 80, render: (row) => <Count value={row.rows_read} /> },
  { key: "create", title: t("members.import.to_create"), align: "right", width: 80, render: (row) => <Count value={row.to_create} /> },
  { key: "update", title: t("members.import.to_update"), align: "right", width: 80, render: (row) => <Count value={row.to_update} /> },
  { key: "rejected", title: t("members.import.rejected"), align: "right", width: 80, render: (row) => <Count value={row.rejected} /> },
  { key: "person", title: t("members.import.person"), width: 90, render: (row) => row.person_name },
  { key: "at", title: t("members.import.at"), width: 136, render: (row) => <span className="number">{moment(row.created_at)}</span> },
  { key: "status", title: t("members.import.status"), width: 96, render: (row) => <CodeTag code="ImportState" value={row.status} tones={IMPORT_TONES} /> },
];

export default function ImportsPage() {
  const go = useGo();
  const start = <Button type="primary" onClick={() => go("/members/imports/new")}>{t("members.imports.new")}</Button>;
  return (
    <Page title={t("members.imports")} lead={t("members.imports.lead")} trail={[{ label: t("members.title"), href: "/members" }]} actions={start}>
      <SearchTable<RollImportRowSummary>
        path="/members/imports" caption={t("members.imports")} columns={COLUMNS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/imports/${row.id}`} empty={{ title: t("members.imports.empty"), text: t("members.imports.empty.text"), action: start }}
      />
    </Page>
  );
}
