/** Applications for membership, newest first. */
import type { ApplicationRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DECISION_TONES } from "../looks";

const COLUMNS = (): Column<ApplicationRow>[] => [
  { key: "person", title: t("members.field.name"), width: 110, render: (row) => row.person_name },
  { key: "union", title: t("lifecycle.union"), render: (row) => row.organisation_name },
  { key: "evidence", title: t("applications.field.evidence"), width: 140, render: (row) => <CodeLabel code="EvidenceKind" value={row.evidence} /> },
  { key: "applied", title: t("applications.field.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "decided", title: t("lifecycle.field.decided_on"), width: 110, render: (row) => <span className="number">{row.decided_on ?? "—"}</span> },
  { key: "status", title: t("members.case.status"), width: 100, render: (row) => <CodeTag code="ApplicationState" value={row.status} tones={DECISION_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("members.case.status"), kind: "code", code: "ApplicationState" },
  { name: "is_waiting", label: t("lifecycle.waiting"), kind: "choice", options: [{ value: "true", label: t("lifecycle.waiting.only") }] },
];

export default function ApplicationsPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("applications.title")} lead={t("applications.lead")} trail={[{ label: t("members.title"), href: "/members" }]}
      actions={can("members:enrol") && <Button type="primary" onClick={() => go("/members/applications/new")}>{t("applications.new")}</Button>}
    >
      <SearchTable<ApplicationRow>
        path="/members/applications" caption={t("applications.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/applications/${row.id}`} empty={{ title: t("applications.empty"), text: t("applications.empty.text") }}
      />
    </Page>
  );
}
