/** How batches and lines of returns look, and the columns of lines. */
import type { ShareReturnLineRow } from "@/api/client/types.gen";
import { CodeTag, Money, type Column, type Tones } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

export const BATCH_TONES: Tones = { draft: "neutral", submitted: "attention", approved: "active", paid: "good", cancelled: "neutral" };
export const LINE_TONES: Tones = { ready: "active", held: "attention", paid: "good", released: "neutral" };

/** What one union gets, with the reason when it is held. */
export const lineColumns = (): Column<ShareReturnLineRow>[] => [
  { key: "union", title: t("share_returns.union"), render: (row) => row.union_name },
  { key: "amount", title: t("share_returns.amount"), width: 130, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "payments", title: t("share_returns.payments"), width: 90, align: "right", render: (row) => <span className="number">{row.payments}</span> },
  { key: "status", title: t("share_returns.status"), width: 100, render: (row) => <CodeTag code="ShareReturnLineState" value={row.status} tones={LINE_TONES} /> },
  { key: "why", title: t("share_returns.hold"), render: (row) => (row.hold_reasons.length ? t("share_returns.lacking", { list: row.hold_reasons.join("；") }) : "—") },
];
