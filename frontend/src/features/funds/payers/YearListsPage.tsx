/** The small payers and micro enterprises of a year: seen, added with the source, taken off with a reason. */
import { useState } from "react";

import type { PayerYearRow } from "@/api/client/types.gen";
import { useCan, useMe } from "@/api/session";
import { AppLink, Button, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { AddToListDialog, EndListDialog } from "./YearListDialogs";
import { PAYERS } from "./looks";

const PATH = "/funds/payer-years";
/** How many years back the list offers. */
const YEARS = 6;

function columns(onEnd: (row: PayerYearRow) => void): Column<PayerYearRow>[] {
  return [
    { key: "payer", title: t("payers.one"), render: (row) => row.payer_name },
    { key: "uscc", title: t("payers.uscc"), width: 200, deskOnly: true, render: (row) => <span className="number">{row.payer_uscc}</span> },
    { key: "organisation", title: t("payers.organisation"), render: (row) => row.organisation_name },
    { key: "year", title: t("payers.year"), width: 80, render: (row) => <span className="number">{row.year}</span> },
    { key: "lists", title: t("payers.lists.on"), render: (row) => [row.is_small_payer && t("payers.small"), row.is_micro && t("payers.micro")].filter(Boolean).join("、") },
    { key: "source", title: t("payers.year.source"), render: (row) => row.source },
    { key: "end", title: t("payers.lists.step"), width: 90, render: (row) => row.may_end && <Button onClick={() => onEnd(row)} aria-label={t("payers.lists.end.of", { name: row.payer_name })}>{t("payers.lists.end")}</Button> },
  ];
}

export default function YearListsPage() {
  const { today } = useMe();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PayerYearRow | null>(null);
  const year = Number(today.slice(0, 4));
  const options = Array.from({ length: YEARS }, (_, at) => ({ value: String(year - at), label: t("payers.year.of", { year: year - at }) }));
  const filters: Filter[] = [
    { name: "year", label: t("payers.year"), kind: "choice", options },
    { name: "on_list", label: t("payers.lists.on"), kind: "code", code: "PayerList" },
  ];
  return (
    <Page
      title={t("payer_years.title")} lead={<>{t("payers.lists.lead")} <AppLink href="/funds/small-payers">{t("small_payers.title")}</AppLink></>} trail={[{ label: t("payers.title"), href: PAYERS }]}
      actions={can("funds:collect") && <Button type="primary" onClick={() => setAdding(true)}>{t("payers.lists.add")}</Button>}
    >
      <SearchTable<PayerYearRow>
        path={PATH} caption={t("payer_years.title")} columns={columns(setEnding)} filters={filters} search={t("payers.lists.search")} rowKey={(row) => `${row.payer_id} ${row.year}`}
        rowHref={(row) => `${PAYERS}/${row.payer_id}`} empty={{ title: t("payers.lists.empty"), text: t("payers.lists.empty.text") }}
      />
      {adding && <AddToListDialog year={year} onClose={() => setAdding(false)} />}
      {ending && <EndListDialog row={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}
