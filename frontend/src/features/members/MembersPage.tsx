/** Members in reach: search by name, initials, whole ID number or phone tail; numbers masked. */
import { useState } from "react";

import type { MemberRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeLabel, CodeTag, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { BulkDialog } from "./bulk/BulkDialog";
import { STATE_TONES } from "./looks";

const COLUMNS = (): Column<MemberRow>[] => [
  { key: "name", title: t("members.field.name"), width: 90, render: (row) => row.name },
  { key: "sex", title: t("members.field.sex"), width: 56, render: (row) => <CodeLabel code="SexCode" value={row.sex} /> },
  { key: "union", title: t("members.field.organisation_id"), render: (row) => <AppLink href={`/organisations/${row.organisation_id}`}>{row.organisation_name}</AppLink> },
  { key: "id_no", title: t("members.field.id_no"), width: 160, render: (row) => <span className="number">{row.id_no_masked}</span> },
  { key: "mobile", title: t("members.field.mobile"), width: 116, render: (row) => <span className="number">{row.mobile_masked || "—"}</span> },
  { key: "work", title: t("members.field.work_status"), width: 84, render: (row) => <CodeLabel code="WorkStatus" value={row.work_status} /> },
  { key: "joined", title: t("members.field.joined_on"), width: 104, render: (row) => <span className="number">{row.joined_on}</span> },
  { key: "status", title: t("members.field.status"), width: 88, render: (row) => <CodeTag code="MemberState" value={row.status} tones={STATE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "organisation_id", label: t("members.field.organisation_id"), kind: "organisation" },
  { name: "status", label: t("members.field.status"), kind: "code", code: "MemberState" },
  { name: "work_status", label: t("members.field.work_status"), kind: "code", code: "WorkStatus" },
  { name: "sex", label: t("members.field.sex"), kind: "code", code: "SexCode" },
  { name: "as_of", label: t("members.as_of"), kind: "date" },
];

export default function MembersPage() {
  const can = useCan();
  const go = useGo();
  const [chosen, setChosen] = useState<{ readonly rows: readonly MemberRow[]; readonly clear: () => void } | null>(null);
  return (
    <Page
      title={t("members.title")} lead={t("members.lead")}
      actions={(
        <>
          <Button onClick={() => go("/members/figures")}>{t("figures.title")}</Button>
          {can("members:check") && <Button onClick={() => go("/members/check")}>{t("members.check")}</Button>}
          {can("members:import") && <Button onClick={() => go("/members/imports/new")}>{t("members.imports.new")}</Button>}
          {can("members:enrol") && <Button type="primary" onClick={() => go("/members/new")}>{t("members.new")}</Button>}
        </>
      )}
    >
      <SearchTable<MemberRow>
        path="/members" searchPath="/members/search" caption={t("members.title")} columns={COLUMNS()} filters={FILTERS()} search={t("members.search")}
        rowKey={(row) => row.id} rowHref={(row) => `/members/${row.id}`} exportPath="/members/export" bulkName={(row) => row.name}
        bulk={can("members:edit") ? (rows, clear) => <Button onClick={() => setChosen({ rows, clear })}>{t("bulk.title", { n: rows.length })}</Button> : undefined}
        empty={{ title: t("members.empty"), text: t("members.empty.text") }}
      />
      {chosen && <BulkDialog members={chosen.rows} onClose={() => setChosen(null)} onDone={() => { chosen.clear(); setChosen(null); }} />}
    </Page>
  );
}
