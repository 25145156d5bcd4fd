/** The rows of a statement in the order of the file, each with what was found. */
import type { StatementRowOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, CodeTag, Money, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { VERDICT_TONES } from "./looks";

const COLUMNS = (): Column<StatementRowOut>[] => [
  { key: "row", title: t("statements.row"), width: 80, render: (row) => <span className="number">{t("statements.row.nth", { n: row.row_number })}</span> },
  { key: "verdict", title: t("statements.verdict"), width: 150, render: (row) => <CodeTag code="StatementVerdict" value={row.verdict} tones={VERDICT_TONES} /> },
  { key: "payer", title: t("statements.payer"), render: (row) => <>{row.payer_name || "—"} <span className="quiet number">{row.payer_uscc}</span></> },
  { key: "item", title: t("statements.item"), width: 100, render: (row) => (row.item ? <CodeLabel code="FundItem" value={row.item} /> : "—") },
  { key: "paid", title: t("statements.paid"), align: "right", width: 120, render: (row) => <Money fen={row.paid_fen} /> },
  { key: "booked", title: t("statements.booked_on"), width: 110, render: (row) => <span className="number">{row.booked_on ?? "—"}</span> },
  { key: "said", title: t("statements.said"), render: (row) => <Said row={row} /> },
];

const FILTERS = (): Filter[] => [
  { name: "verdict", label: t("statements.verdict"), kind: "code", code: "StatementVerdict" },
  { name: "recon_class", label: t("statements.class"), kind: "code", code: "ReconciliationClass" },
];

function Said({ row }: { readonly row: StatementRowOut }) {
  return (
    <>
      {row.message || "—"} <span className="quiet">{row.fix}</span>
      {row.exception_id && <> <AppLink href={`/funds/exceptions/${row.exception_id}`}>{t("statements.open_exception")}</AppLink></>}
    </>
  );
}

export function StatementRows({ id }: { readonly id: string }) {
  return (
    <SearchTable<StatementRowOut>
      path={`/funds/statements/${id}/rows`} caption={t("statements.rows")} columns={COLUMNS()} filters={FILTERS()}
      rowKey={(row) => String(row.row_number)} empty={{ title: t("statements.rows.none") }}
    />
  );
}
