/** The counts of an import: read = create + update + same + skipped + refused. */
import type { RollImportOut } from "@/api/client/types.gen";
import { ImportCounts } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/members";

export function ImportNumbers({ item }: { readonly item: RollImportOut }) {
  return (
    <>
      <ImportCounts
        total={item.rows_read} parts={[
          { key: "create", label: t("members.import.to_create"), value: item.to_create, tone: "good" },
          { key: "update", label: t("members.import.to_update"), value: item.to_update, tone: "active" },
          { key: "same", label: t("members.import.same"), value: item.same },
          { key: "skipped", label: t("members.import.skipped"), value: item.skipped },
          { key: "rejected", label: t("members.import.rejected"), value: item.rejected, tone: item.rejected > 0 ? "problem" : "neutral" },
        ]}
      />
      <p className="quiet gap-above">{t("members.import.header", { row: item.header_row, accepted: count(item.accepted), normalised: count(item.normalised), date: item.as_of })}</p>
    </>
  );
}
