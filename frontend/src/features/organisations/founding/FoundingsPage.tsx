/** Foundings on their way and done, newest first. */
import type { FoundingRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeTag, Count, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { FOUNDING_TONES, LIST } from "./looks";

const COLUMNS = (): Column<FoundingRow>[] => [
  { key: "name", title: t("founding.union_name"), render: (row) => row.union_name },
  { key: "parent", title: t("founding.parent"), render: (row) => row.parent_name },
  { key: "employees", title: t("founding.employees"), width: 90, align: "right", render: (row) => <Count value={row.employees} /> },
  { key: "applied", title: t("founding.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "due", title: t("founding.due_on"), width: 140, render: (row) => <Due row={row} /> },
  { key: "status", title: t("founding.status"), width: 130, render: (row) => <CodeTag code="FoundingState" value={row.status} tones={FOUNDING_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("founding.status"), kind: "code", code: "FoundingState" },
  { name: "is_waiting", label: t("founding.waiting"), kind: "choice", options: [{ value: "true", label: t("founding.waiting.only") }] },
  { name: "is_to_reply", label: t("founding.to_reply"), kind: "choice", options: [{ value: "true", label: t("founding.to_reply.only") }] },
  { name: "is_returned", label: t("founding.returned"), kind: "choice", options: [{ value: "true", label: t("founding.returned.only") }] },
];

export default function FoundingsPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("founding.title")} lead={t("founding.lead")} trail={[{ label: t("organisations.title"), href: "/organisations" }]}
      actions={(
        <>
          <Button onClick={() => go("/organisations/drive")}>{t("drive.title")}</Button>
          {can("organisations:found") && <Button type="primary" onClick={() => go(`${LIST}/new`)}>{t("founding.new")}</Button>}
        </>
      )}
    >
      <SearchTable<FoundingRow>
        path="/foundings" exportPath="/foundings/export" caption={t("founding.title")} columns={COLUMNS()} filters={FILTERS()} search={t("founding.union_name")} rowKey={(row) => row.id}
        rowHref={(row) => `${LIST}/${row.id}`} empty={{ title: t("founding.empty"), text: t("founding.empty.text") }}
      />
    </Page>
  );
}

function Due({ row }: { readonly row: FoundingRow }) {
  if (!row.due_on) return <>—</>;
  return (
    <span className="row-gap">
      <span className="number">{row.due_on}</span>
      {row.is_overdue && <ToneTag tone="problem">{t("founding.late")}</ToneTag>}
    </span>
  );
}
