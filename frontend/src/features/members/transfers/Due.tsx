/** The day until which the other side has to accept, or the mark that it has passed. */
import type { CaseRow } from "@/api/client/types.gen";
import { ToneTag } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

export function Due({ row }: { readonly row: Pick<CaseRow, "due_on" | "is_overdue" | "closed_on"> }) {
  if (row.is_overdue) return <ToneTag tone="problem">{t("transfers.overdue")}</ToneTag>;
  return <span className="number">{row.closed_on ? "—" : (row.due_on ?? "—")}</span>;
}
