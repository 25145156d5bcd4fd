/** Lists of deaths and retirements, newest first; an unfinished one is taken up again from here. */
import type { ListSummary } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeTag, Count, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { IMPORT_TONES } from "../looks";

const COLUMNS = (): Column<ListSummary>[] => [
  { key: "file", title: t("members.import.file"), render: (row) => row.file_name },
  { key: "kind", title: t("records.list.kind"), width: 100, render: (row) => <CodeLabel code="ListKind" value={row.kind} /> },
  { key: "origin", title: t("records.list.origin"), render: (row) => row.origin },
  { key: "read", title: t("members.import.rows_read"), align: "right", width: 80, render: (row) => <Count value={row.rows_read} /> },
  { key: "matched", title: t("records.list.matched"), align: "right", width: 80, render: (row) => <Count value={row.matched} /> },
  { key: "written", title: t("records.list.written"), align: "right", width: 80, render: (row) => <Count value={row.written} /> },
  { key: "person", title: t("members.import.person"), width: 90, render: (row) => row.person_name },
  { key: "at", title: t("members.import.at"), width: 136, render: (row) => <span className="number">{moment(row.created_at)}</span> },
  { key: "status", title: t("records.status"), width: 96, render: (row) => <CodeTag code="ImportState" value={row.status} tones={IMPORT_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "is_waiting", label: t("records.waiting"), kind: "choice", options: [{ value: "true", label: t("records.waiting.lists") }] },
];

export default function ListsPage() {
  const go = useGo();
  const start = <Button type="primary" onClick={() => go("/members/lists/new")}>{t("records.lists.new")}</Button>;
  return (
    <Page title={t("records.lists")} lead={t("records.lists.lead")} trail={[{ label: t("members.title"), href: "/members" }]} actions={start}>
      <SearchTable<ListSummary>
        path="/members/lists" caption={t("records.lists")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/lists/${row.id}`} empty={{ title: t("records.lists.empty"), text: t("records.lists.empty.text"), action: start }}
      />
    </Page>
  );
}
