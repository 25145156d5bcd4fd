/** Transfers and duplicate registrations between unions, newest first. */
import type { CaseRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { CASE_TONES } from "./looks";
import { Due } from "./transfers/Due";

const COLUMNS = (): Column<CaseRow>[] => [
  { key: "person", title: t("members.field.name"), width: 100, render: (row) => row.person_name },
  { key: "kind", title: t("members.case.kind"), width: 100, render: (row) => <CodeLabel code="CaseKind" value={row.kind} /> },
  { key: "from", title: t("members.case.from"), render: (row) => row.from_organisation_name || "—" },
  { key: "to", title: t("members.case.to"), render: (row) => row.to_organisation_name || "—" },
  { key: "opened", title: t("members.case.opened_on"), width: 110, render: (row) => <span className="number">{row.opened_on}</span> },
  { key: "closed", title: t("members.case.closed_on"), width: 110, render: (row) => <span className="number">{row.closed_on ?? "—"}</span> },
  { key: "due", title: t("transfers.due_on"), width: 110, render: (row) => <Due row={row} /> },
  { key: "status", title: t("members.case.status"), width: 130, render: (row) => <CodeTag code="CaseState" value={row.status} tones={CASE_TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("members.case.status"), kind: "code", code: "CaseState" }];

export default function CasesPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("members.cases")} lead={t("members.cases.lead")} trail={[{ label: t("members.title"), href: "/members" }]}
      actions={(
        <>
          {can("members:check") && <Button onClick={() => go("/members/check")}>{t("members.check")}</Button>}
          <Button onClick={() => go("/members/transfers")}>{t("transfers.sent")}</Button>
        </>
      )}
    >
      <SearchTable<CaseRow>
        path="/members/cases" caption={t("members.cases")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/cases/${row.id}`} empty={{ title: t("members.cases.empty"), text: t("members.cases.empty.text") }}
      />
    </Page>
  );
}
