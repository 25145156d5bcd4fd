/** Payers in reach, by name. */
import type { PayerRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Count, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { PAYERS, PAYER_TONES } from "./looks";

const COLUMNS = (): Column<PayerRow>[] => [
  { key: "name", title: t("payers.name"), render: (row) => row.name },
  { key: "union", title: t("payers.organisation"), render: (row) => row.organisation_name },
  { key: "item", title: t("payers.item"), width: 110, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "channel", title: t("payers.channel"), width: 100, render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "base", title: t("payers.wage_base"), width: 150, render: (row) => <CodeLabel code="WageBase" value={row.wage_base} /> },
  { key: "employees", title: t("payers.employees"), width: 90, align: "right", render: (row) => <Count value={row.employees} /> },
  { key: "status", title: t("payers.status"), width: 90, render: (row) => <CodeTag code="PayerStatus" value={row.status} tones={PAYER_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "channel", label: t("payers.channel"), kind: "code", code: "CollectionChannel" },
  { name: "has_union", label: t("payers.has_union"), kind: "choice", options: [{ value: "true", label: t("payers.with_union") }, { value: "false", label: t("payers.without_union") }] },
  { name: "wage_base", label: t("payers.wage_base"), kind: "code", code: "WageBase" },
  { name: "payer_class", label: t("payers.class"), kind: "code", code: "ReportClass" },
  { name: "status", label: t("payers.status"), kind: "code", code: "PayerStatus" },
  { name: "organisation_id", label: t("payers.below"), kind: "organisation" },
];

export default function PayersPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page title={t("payers.title")} lead={t("payers.lead")} actions={can("funds:collect") && <Button type="primary" onClick={() => go(`${PAYERS}/new`)}>{t("payers.new")}</Button>}>
      <SearchTable<PayerRow>
        path={PAYERS} caption={t("payers.title")} columns={COLUMNS()} filters={FILTERS()} search={t("payers.search")} rowKey={(row) => row.id}
        rowHref={(row) => `${PAYERS}/${row.id}`} exportPath={`${PAYERS}/export`} empty={{ title: t("payers.empty"), text: t("payers.empty.text") }}
      />
    </Page>
  );
}
