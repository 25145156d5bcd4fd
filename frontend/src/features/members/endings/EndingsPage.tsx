/** Leaving and expulsion: what waits for the committee or for the higher union's filing, newest first. */
import type { EndingRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DECISION_TONES } from "../looks";

const COLUMNS = (): Column<EndingRow>[] => [
  { key: "person", title: t("members.field.name"), width: 110, render: (row) => row.person_name },
  { key: "kind", title: t("members.case.kind"), width: 120, render: (row) => <CodeLabel code="EndingKind" value={row.kind} /> },
  { key: "union", title: t("lifecycle.union"), render: (row) => row.organisation_name },
  { key: "proposed", title: t("endings.proposed_on"), width: 110, render: (row) => <span className="number">{row.proposed_on}</span> },
  { key: "decided", title: t("lifecycle.field.decided_on"), width: 110, render: (row) => <span className="number">{row.decided_on ?? "—"}</span> },
  { key: "status", title: t("members.case.status"), width: 130, render: (row) => <CodeTag code="EndingState" value={row.status} tones={DECISION_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("members.case.status"), kind: "code", code: "EndingState" },
  { name: "kind", label: t("members.case.kind"), kind: "code", code: "EndingKind" },
  { name: "is_waiting", label: t("lifecycle.waiting"), kind: "choice", options: [{ value: "true", label: t("lifecycle.waiting.only") }] },
];

export default function EndingsPage() {
  return (
    <Page title={t("endings.title")} lead={t("endings.lead")} trail={[{ label: t("members.title"), href: "/members" }]}>
      <SearchTable<EndingRow>
        path="/members/endings" caption={t("endings.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/endings/${row.id}`} empty={{ title: t("endings.empty"), text: t("endings.empty.text") }}
      />
    </Page>
  );
}
