/** What unions in reach got, batch by batch. */
import type { ShareReturnLineRow } from "@/api/client/types.gen";
import { CodeLabel, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { lineColumns } from "./looks";

const COLUMNS = (): Column<ShareReturnLineRow>[] => [
  ...lineColumns().slice(0, 1),
  { key: "kind", title: t("share_returns.kind"), width: 160, render: (row) => <CodeLabel code="ShareReturnKind" value={row.kind} /> },
  { key: "no", title: t("share_returns.no"), width: 140, render: (row) => <span className="number">{row.batch_no}</span> },
  ...lineColumns().slice(1),
  { key: "paid_on", title: t("share_returns.paid_on"), width: 110, render: (row) => <span className="number">{row.status === "paid" ? row.paid_on : "—"}</span> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("share_returns.status"), kind: "code", code: "ShareReturnLineState" }];

export default function ReturnLinesPage() {
  return (
    <Page title={t("share_returns.lines")} lead={t("share_returns.lines.lead")} trail={[{ label: t("share_returns.title"), href: "/funds/share-returns" }]}>
      <SearchTable<ShareReturnLineRow>
        path="/funds/share-returns/lines" caption={t("share_returns.lines")} columns={COLUMNS()} filters={FILTERS()} search={t("share_returns.search")}
        rowKey={(row) => row.id} rowHref={(row) => `/organisations/${row.union_id}`} empty={{ title: t("share_returns.lines.empty"), text: t("share_returns.lines.empty.text") }}
      />
    </Page>
  );
}
