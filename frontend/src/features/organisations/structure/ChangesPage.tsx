/** Structure changes that concern the caller's unions, newest first. */
import type { StructureChangeRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/structure";

import { CHANGE_TONES } from "./looks";

const COLUMNS = (): Column<StructureChangeRow>[] => [
  { key: "title", title: t("structure.what"), render: (row) => row.title },
  { key: "kind", title: t("structure.kind"), width: 130, render: (row) => <CodeLabel code="StructureKind" value={row.kind} /> },
  { key: "effective", title: t("structure.effective_on"), width: 120, render: (row) => <span className="number">{row.effective_on}</span> },
  { key: "opened", title: t("structure.opened"), width: 170, deskOnly: true, render: (row) => <><span className="number">{row.opened_on}</span> {row.opened_by}</> },
  { key: "status", title: t("structure.status"), width: 140, render: (row) => <CodeTag code="StructureState" value={row.status} tones={CHANGE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "kind", label: t("structure.kind"), kind: "code", code: "StructureKind" },
  { name: "status", label: t("structure.status"), kind: "code", code: "StructureState" },
  { name: "is_waiting", label: t("structure.waiting"), kind: "choice", options: [{ value: "true", label: t("structure.waiting.only") }] },
];

export default function ChangesPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("structure.title")} lead={t("structure.lead")} trail={[{ label: t("organisations.title"), href: "/organisations" }]}
      actions={can("organisations:restructure") && <Button type="primary" onClick={() => go("/structure-changes/new")}>{t("structure.new")}</Button>}
    >
      <SearchTable<StructureChangeRow>
        path="/structure-changes" exportPath="/structure-changes/export" caption={t("structure.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/structure-changes/${row.id}`} empty={{ title: t("structure.empty"), text: t("structure.empty.text") }}
      />
    </Page>
  );
}
