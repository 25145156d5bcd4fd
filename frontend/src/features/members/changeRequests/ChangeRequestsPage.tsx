/** Corrections of identity fields in reach, newest first. */
import type { ChangeRequestRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { CHANGE_TONES } from "../looks";

const COLUMNS = (): Column<ChangeRequestRow>[] => [
  { key: "person", title: t("members.field.name"), width: 100, render: (row) => row.member_name },
  { key: "kind", title: t("records.change.kind"), width: 130, render: (row) => <CodeLabel code="ChangeRequestKind" value={row.kind} /> },
  { key: "fields", title: t("records.change.fields"), render: (row) => row.fields.join("、") || "—" },
  { key: "union", title: t("members.field.organisation_id"), render: (row) => row.organisation_name },
  { key: "by", title: t("records.change.by"), width: 90, render: (row) => row.requested_by },
  { key: "on", title: t("records.change.on"), width: 110, render: (row) => <span className="number">{row.requested_on}</span> },
  { key: "status", title: t("records.status"), width: 120, render: (row) => <CodeTag code="ChangeRequestState" value={row.status} tones={CHANGE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("records.status"), kind: "code", code: "ChangeRequestState" },
  { name: "is_waiting", label: t("records.waiting"), kind: "choice", options: [{ value: "true", label: t("records.waiting.only") }] },
];

export default function ChangeRequestsPage() {
  return (
    <Page title={t("records.changes")} lead={t("records.changes.lead")} trail={[{ label: t("members.title"), href: "/members" }]}>
      <SearchTable<ChangeRequestRow>
        path="/members/change-requests" caption={t("records.changes")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/change-requests/${row.id}`} empty={{ title: t("records.changes.empty"), text: t("records.changes.empty.text") }}
      />
    </Page>
  );
}
