/** The statistics bureau's yearly lists: above scale, a hundred people and more. */
import type { SizeRow } from "@/api/client/types.gen";
import { Button, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { DRIVE, SIZES } from "./looks";

const COLUMNS = (): Column<SizeRow>[] => [
  { key: "name", title: t("organisations.employer.name"), render: (row) => row.name },
  { key: "uscc", title: t("organisations.employer.employer_uscc"), render: (row) => <span className="number">{row.employer_uscc}</span> },
  { key: "year", title: t("sizes.field.year"), width: 80, render: (row) => <span className="number">{row.year}</span> },
  { key: "above", title: t("sizes.above"), width: 100, render: (row) => t(row.is_above_scale ? "sizes.yes" : "sizes.no") },
  { key: "headcount", title: t("sizes.headcount"), width: 100, align: "right", render: (row) => <span className="number">{row.headcount ?? "—"}</span> },
  { key: "source", title: t("drive.field.source"), deskOnly: true, render: (row) => row.source },
];

const FILTERS = (): Filter[] => [{ name: "size", label: t("sizes.size"), kind: "code", code: "EmployerSize" }];

export default function SizesPage() {
  const go = useGo();
  return (
    <Page
      title={t("sizes.title")} lead={t("sizes.lead")} trail={[{ label: t("drive.title"), href: DRIVE }]}
      actions={<Button type="primary" onClick={() => go(`${SIZES}/new`)}>{t("sizes.new")}</Button>}
    >
      <SearchTable<SizeRow>
        path="/employer-sizes" caption={t("sizes.title")} columns={COLUMNS()} filters={FILTERS()} search={t("drive.search")} rowKey={(row) => row.id}
        empty={{ title: t("sizes.empty"), text: t("sizes.empty.text") }}
      />
    </Page>
  );
}
