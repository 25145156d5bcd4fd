/** Counts and amounts of a statement that add up, to the fen. */
import type { StatementOut } from "@/api/client/types.gen";
import { ImportCounts } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsStatements";

export function StatementNumbers({ item }: { readonly item: StatementOut }) {
  if (item.rows_read === 0) return null;
  const amounts = { total: yuan(item.total_fen), bookable: yuan(item.bookable_fen), agreed: yuan(item.agreed_fen), exception: yuan(item.exception_fen) };
  return (
    <>
      <ImportCounts
        total={item.rows_read} parts={[
          { key: "bookable", label: t("statements.bookable"), value: item.bookable_rows, tone: "good" },
          { key: "agreed", label: t("statements.agreed"), value: item.agreed_rows },
          { key: "exceptions", label: t("statements.exceptions"), value: item.exception_rows, tone: item.exception_rows > 0 ? "attention" : "neutral" },
          { key: "ignored", label: t("statements.ignored"), value: item.ignored_rows },
          { key: "invalid", label: t("statements.invalid"), value: item.invalid_rows, tone: item.invalid_rows > 0 ? "problem" : "neutral" },
        ]}
      />
      <p>{t("statements.amounts.sum", amounts)}</p>
      {item.control_fen !== null && <p className="quiet">{t("statements.control", { fen: yuan(item.control_fen) })}</p>}
      {item.is_complete && <p className="quiet">{t("statements.platform")}：<span className="number">{item.platform_rows}</span> · <span className="number">{yuan(item.platform_fen)}</span></p>}
    </>
  );
}
