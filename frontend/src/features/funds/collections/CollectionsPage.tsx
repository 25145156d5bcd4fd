/** Payments: what arrived, newest first. */
import type { CollectionRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, Money, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsCollections";

/** Conditions that other pages link with. */
const PARAMS = { entry_id: param.text(), payer_id: param.text() };

const COLUMNS = (): Column<CollectionRow>[] => [
  { key: "payer", title: t("collections.payer"), render: (row) => row.payer_name },
  { key: "booked", title: t("collections.booked_on"), width: 110, render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "period", title: t("collections.period"), width: 90, render: (row) => <span className="number">{row.period}</span> },
  { key: "channel", title: t("collections.channel"), width: 100, render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "item", title: t("collections.item"), width: 100, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "paid", title: t("collections.paid"), width: 130, align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "ticket", title: t("collections.ticket"), width: 200, deskOnly: true, render: (row) => <span className="number">{row.ticket_no || "—"}</span> },
  { key: "mark", title: t("collections.reversal"), width: 80, render: (row) => <Mark row={row} /> },
];

const FILTERS = (): Filter[] => [
  { name: "channel", label: t("collections.channel"), kind: "code", code: "CollectionChannel" },
  { name: "item", label: t("collections.item"), kind: "code", code: "FundItem" },
  { name: "period", label: t("collections.period"), kind: "month" },
  { name: "booked_from", label: t("collections.booked_from"), kind: "date" },
  { name: "booked_to", label: t("collections.booked_to"), kind: "date" },
  { name: "organisation_id", label: t("collections.below"), kind: "organisation" },
];

function Mark({ row }: { readonly row: CollectionRow }) {
  if (row.reverses_id) return <ToneTag tone="attention">{t("collections.reversal")}</ToneTag>;
  return row.is_reversed ? <ToneTag tone="neutral">{t("collections.reversed")}</ToneTag> : "—";
}

export default function CollectionsPage() {
  const can = useCan();
  const go = useGo();
  const [fixed] = useUrlState(PARAMS);
  return (
    <Page title={t("collections.title")} lead={t("collections.lead")} actions={can("funds:book") && <Button type="primary" onClick={() => go("/funds/collections/new")}>{t("collections.new")}</Button>}>
      <SearchTable<CollectionRow>
        path="/funds/collections" caption={t("collections.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/collections/${row.id}`} search={t("collections.search")} exportPath="/funds/collections/export" fixed={fixed}
        empty={{ title: t("collections.empty"), text: t("collections.empty.text") }}
      />
    </Page>
  );
}
