/** The reconciliation of a booked statement: the seven classes, and where the money stands. */
import type { ReconciliationClassOut, StatementOut } from "@/api/client/types.gen";
import { CodeTag, Count, DataTable, Money, Panel, ToneTag, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { count, yuan } from "@/lib/money";
import "@/locales/zh/fundsStatements";

import { CLASS_TONES } from "./looks";

const COLUMNS = (): Column<ReconciliationClassOut>[] => [
  { key: "class", title: t("statements.class"), render: (row) => <CodeTag code="ReconciliationClass" value={row.recon_class} tones={CLASS_TONES} /> },
  { key: "rows", title: t("statements.settlement.rows"), align: "right", width: 120, render: (row) => <Count value={row.rows} /> },
  { key: "amount", title: t("statements.settlement.amount"), align: "right", width: 180, render: (row) => <Money fen={row.amount_fen} /> },
];

export function Settlement({ item }: { readonly item: StatementOut }) {
  const found = item.settlement;
  const amounts = { source: yuan(found.source_fen), agreed: yuan(found.agreed_fen), open: yuan(found.open_fen), rejected: yuan(found.rejected_fen) };
  const mark = found.is_balanced
    ? <ToneTag tone="good">{t("statements.settlement.balanced")}</ToneTag>
    : <ToneTag tone="problem">{t("statements.settlement.off", { fen: yuan(found.difference_fen) })}</ToneTag>;
  return (
    <Panel title={t("statements.settlement")} extra={mark}>
      <p>{t("statements.settlement.sum", amounts)}</p>
      <p className="quiet">{t("statements.settlement.items", { n: count(found.open_items), m: count(found.unassigned_items) })}</p>
      <DataTable<ReconciliationClassOut> caption={t("statements.settlement")} columns={COLUMNS()} rows={found.classes} rowKey={(row) => row.recon_class} />
    </Panel>
  );
}
