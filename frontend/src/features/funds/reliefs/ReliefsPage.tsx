/** Reliefs in reach, newest first; each leads to its month, where it is decided. */
import type { ReliefRow } from "@/api/client/types.gen";
import { CodeTag, Money, Page, SearchTable, type Column, type Filter, type Tones } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReliefs";

const TONES: Tones = { applied: "attention", granted: "good", refused: "neutral", withdrawn: "neutral" };

const COLUMNS = (): Column<ReliefRow>[] => [
  { key: "payer", title: t("reliefs.payer"), render: (row) => row.payer_name },
  { key: "period", title: t("reliefs.period"), width: 100, render: (row) => <span className="number">{row.period}</span> },
  { key: "amount", title: t("reliefs.amount"), width: 140, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "basis", title: t("reliefs.basis"), render: (row) => row.basis },
  { key: "applied", title: t("reliefs.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "status", title: t("reliefs.status"), width: 100, render: (row) => <CodeTag code="ReliefState" value={row.status} tones={TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("reliefs.status"), kind: "code", code: "ReliefState" },
  { name: "period", label: t("reliefs.period"), kind: "month" },
];

export default function ReliefsPage() {
  return (
    <Page title={t("reliefs.title")} lead={t("reliefs.lead")}>
      <SearchTable<ReliefRow>
        path="/funds/reliefs" caption={t("reliefs.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/payers/${row.payer_id}/months/${row.period}`} empty={{ title: t("reliefs.empty"), text: t("reliefs.empty.text") }}
      />
    </Page>
  );
}
