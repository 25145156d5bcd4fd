/** Home ratings: applications on their way and awards, newest first. */
import type { HomeRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { HOME_TONES } from "./looks";

const COLUMNS = (): Column<HomeRow>[] => [
  { key: "union", title: t("six_have.union"), render: (row) => row.organisation_name },
  { key: "unit", title: t("homes.unit"), width: 120, render: (row) => row.unit_name || <CodeLabel code="HomeUnit" value={row.unit} /> },
  { key: "level", title: t("homes.level"), width: 100, render: (row) => <CodeLabel code="HomeLevel" value={row.level} /> },
  { key: "applied", title: t("homes.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "published", title: t("homes.published_to"), width: 110, render: (row) => <span className="number">{row.published_to ?? "—"}</span> },
  { key: "valid", title: t("homes.valid_to"), width: 110, render: (row) => <span className="number">{row.valid_to ?? "—"}</span> },
  { key: "status", title: t("six_have.status"), width: 150, render: (row) => <><CodeTag code="HomeState" value={row.status} tones={HOME_TONES} />{row.is_lapsed && <ToneTag tone="problem">{t("homes.lapsed")}</ToneTag>}</> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("six_have.status"), kind: "code", code: "HomeState" },
  { name: "level", label: t("homes.level"), kind: "code", code: "HomeLevel" },
  { name: "unit", label: t("homes.unit"), kind: "code", code: "HomeUnit" },
  { name: "organisation_id", label: t("six_have.below"), kind: "organisation" },
];

export default function HomeRatingsPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page title={t("homes.title")} lead={t("homes.lead")} actions={can("homes:apply") && <Button type="primary" onClick={() => go("/home-ratings/new")}>{t("homes.apply")}</Button>}>
      <SearchTable<HomeRow>
        path="/home-ratings" exportPath="/home-ratings/export" caption={t("homes.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/home-ratings/${row.id}`} empty={{ title: t("homes.empty"), text: t("homes.empty.text") }}
      />
    </Page>
  );
}
