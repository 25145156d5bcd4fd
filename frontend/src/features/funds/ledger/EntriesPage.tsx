/** Entries of the books, newest day first. */
import type { LedgerEntryRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsLedger";

const COLUMNS = (): Column<LedgerEntryRow>[] => [
  { key: "note", title: t("ledger.note"), render: (row) => row.note || "—" },
  { key: "booked", title: t("ledger.booked_on"), width: 110, render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "kind", title: t("ledger.reason"), width: 100, render: (row) => <CodeLabel code="LedgerEntryKind" value={row.kind} /> },
  { key: "amount", title: t("ledger.amount"), width: 150, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "person", title: t("ledger.person"), width: 140, render: (row) => row.person_name },
];

const FILTERS = (): Filter[] => [
  { name: "period", label: t("ledger.month"), kind: "month" },
  { name: "kind", label: t("ledger.reason"), kind: "code", code: "LedgerEntryKind" },
  { name: "account", label: t("ledger.account"), kind: "text" },
  { name: "booked_from", label: t("ledger.booked_from"), kind: "date" },
  { name: "booked_to", label: t("ledger.booked_to"), kind: "date" },
];

export default function EntriesPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("ledger.entries")} lead={t("ledger.entries.lead")} trail={[{ label: t("ledger.title"), href: "/funds/ledger" }]}
      actions={can("funds:book") && <Button type="primary" onClick={() => go("/funds/ledger/entries/new")}>{t("ledger.new")}</Button>}
    >
      <SearchTable<LedgerEntryRow>
        path="/funds/ledger/entries" caption={t("ledger.entries")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/ledger/entries/${row.id}`} exportPath="/funds/ledger/entries/export" empty={{ title: t("ledger.entries.empty"), text: t("ledger.entries.empty.text") }}
      />
    </Page>
  );
}
