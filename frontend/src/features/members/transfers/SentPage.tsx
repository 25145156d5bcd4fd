/** Transfers sent from here, newest first; what nobody accepted in time is marked. */
import type { CaseRow } from "@/api/client/types.gen";
import { CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { CASE_TONES } from "../looks";
import { Due } from "./Due";

const COLUMNS = (): Column<CaseRow>[] => [
  { key: "person", title: t("members.field.name"), width: 100, render: (row) => row.person_name },
  { key: "from", title: t("members.case.from"), render: (row) => row.from_organisation_name || "—" },
  { key: "to", title: t("members.case.to"), render: (row) => row.to_organisation_name || "—" },
  { key: "opened", title: t("members.case.opened_on"), width: 110, render: (row) => <span className="number">{row.opened_on}</span> },
  { key: "due", title: t("transfers.due_on"), width: 130, render: (row) => <Due row={row} /> },
  { key: "status", title: t("members.case.status"), width: 130, render: (row) => <CodeTag code="CaseState" value={row.status} tones={CASE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("members.case.status"), kind: "code", code: "CaseState" },
  { name: "is_sent_back", label: t("transfers.sent_back"), kind: "choice", options: [{ value: "true", label: t("transfers.sent_back.only") }] },
];

export default function SentPage() {
  return (
    <Page
      title={t("transfers.sent")} lead={t("transfers.sent.lead")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("members.cases"), href: "/members/cases" }]}
    >
      <SearchTable<CaseRow>
        path="/members/transfers" caption={t("transfers.sent")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/transfers/${row.id}`} empty={{ title: t("transfers.empty"), text: t("transfers.empty.text") }}
      />
    </Page>
  );
}
