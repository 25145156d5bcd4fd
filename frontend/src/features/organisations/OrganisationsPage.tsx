/** The list of unions beside the tree; date, place and filters stand in the address. */
import { useState } from "react";

import type { OrganisationOut, OrganisationRow } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeLabel, CodeTag, Count, Drawer, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import { useMedia } from "@/lib/useMedia";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { BASE, STATUS_TONES } from "./looks";
import { OrgTree, subtreeHref } from "./OrgTree";
import "./organisations.css";

const PARAMS = { parent_id: param.text(), as_of: param.text() };

const COLUMNS = (): Column<OrganisationRow>[] => [
  { key: "name", title: t("organisations.field.name"), render: (row) => row.name },
  { key: "parent", title: t("organisations.field.parent_id"), render: (row) => row.parent_name || "—" },
  { key: "kind", title: t("organisations.kind"), width: 110, render: (row) => <Kind row={row} /> },
  { key: "employees", title: t("organisations.employees"), align: "right", width: 80, render: (row) => <Known value={row.employees} /> },
  { key: "members", title: t("organisations.members"), align: "right", width: 80, render: (row) => <Known value={row.declared_members} /> },
  { key: "status", title: t("organisations.field.status"), width: 80, render: (row) => <CodeTag code="OrgStatus" value={row.status} tones={STATUS_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "level", label: t("organisations.field.level"), kind: "code", code: "OrgLevel" },
  { name: "report_class", label: t("organisations.field.report_class"), kind: "code", code: "ReportClass" },
  { name: "status", label: t("organisations.field.status"), kind: "code", code: "OrgStatus" },
  { name: "size", label: t("sizes.size"), kind: "code", code: "EmployerSize" },
  { name: "as_of", label: t("organisations.as_of"), kind: "date" },
];

export default function OrganisationsPage() {
  const [{ parent_id: chosen, as_of: asOf }] = useUrlState(PARAMS);
  const narrow = useMedia("(max-width: 1099px)");
  const [drawer, setDrawer] = useState(false);
  const can = useCan();
  const go = useGo();
  const tree = <OrgTree asOf={asOf} chosen={chosen} onFollow={() => setDrawer(false)} />;
  return (
    <Page
      title={t("organisations.title")} lead={asOf ? t("organisations.lead.as_of", { date: asOf }) : t("organisations.lead")}
      actions={(
        <>
          {narrow && <Button onClick={() => setDrawer(true)}>{t("organisations.tree")}</Button>}
          {can("organisations:edit") && (
            <Button type="primary" onClick={() => go(chosen ? `/organisations/new?parent_id=${chosen}` : "/organisations/new")}>{t("organisations.new")}</Button>
          )}
        </>
      )}
    >
      <div className="org-layout">
        {!narrow && <aside className="panel flush org-side">{tree}</aside>}
        <div>
          {chosen && <Chosen id={chosen} />}
          <SearchTable<OrganisationRow>
            path="/organisations" caption={t("organisations.title")} columns={COLUMNS()} filters={FILTERS()} fixed={{ parent_id: chosen }}
            search={t("organisations.search")} rowKey={(row) => row.id} rowHref={(row) => `/organisations/${row.id}`}
            exportPath="/organisations/export" empty={{ title: t("organisations.empty"), text: t("organisations.empty.text") }}
          />
        </div>
      </div>
      {narrow && <Drawer open={drawer} placement="left" title={t("organisations.tree")} size={340} onClose={() => setDrawer(false)}>{tree}</Drawer>}
    </Page>
  );
}

function Kind({ row }: { readonly row: OrganisationRow }) {
  const isClass = row.level === BASE && row.report_class;
  return isClass ? <CodeLabel code="ReportClass" value={row.report_class} /> : <CodeLabel code="OrgLevel" value={row.level} />;
}

function Known({ value }: { readonly value: number | null }) {
  return value === null ? <>—</> : <Count value={value} />;
}

/** Which part of the tree the list shows, and the way to its card and back to the whole. */
function Chosen({ id }: { readonly id: string }) {
  const { data } = useApi<OrganisationOut>(`/organisations/${id}`);
  return (
    <div className="org-chosen row-gap">
      <span className="quiet">{t("organisations.below")}</span>
      <AppLink href={`/organisations/${id}`}>{data?.name ?? "…"}</AppLink>
      <AppLink className="org-whole" href={subtreeHref(undefined)}>{t("organisations.whole")}</AppLink>
    </div>
  );
}
