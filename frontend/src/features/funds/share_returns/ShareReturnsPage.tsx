/** Batches of returns, newest first. */
import type { ShareReturnRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { BATCH_TONES } from "./looks";

const COLUMNS = (): Column<ShareReturnRow>[] => [
  { key: "no", title: t("share_returns.no"), width: 150, render: (row) => <span className="number">{row.batch_no}</span> },
  { key: "kind", title: t("share_returns.kind"), width: 170, render: (row) => <CodeLabel code="ShareReturnKind" value={row.kind} /> },
  { key: "span", title: t("share_returns.span"), width: 200, render: (row) => <span className="number">{t("share_returns.from_to", { from: row.from_on, to: row.to_on })}</span> },
  { key: "ready", title: t("share_returns.ready"), align: "right", render: (row) => <><Money fen={row.ready_fen} /> <span className="quiet">{t("share_returns.count", { n: row.ready_count })}</span></> },
  { key: "held", title: t("share_returns.held"), align: "right", render: (row) => <><Money fen={row.held_fen} /> <span className="quiet">{t("share_returns.count", { n: row.held_count })}</span></> },
  { key: "paid", title: t("share_returns.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "status", title: t("share_returns.status"), width: 100, render: (row) => <CodeTag code="ShareReturnState" value={row.status} tones={BATCH_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("share_returns.status"), kind: "code", code: "ShareReturnState" },
  { name: "kind", label: t("share_returns.kind"), kind: "code", code: "ShareReturnKind" },
];

export default function ShareReturnsPage() {
  const can = useCan();
  const go = useGo();
  const actions = (
    <>
      <Button onClick={() => go("/funds/share-returns/lines")}>{t("share_returns.lines")}</Button>
      <Button onClick={() => go("/funds/small-payers")}>{t("small_payers.title")}</Button>
      {can("funds:book") && <Button type="primary" onClick={() => go("/funds/share-returns/new")}>{t("share_returns.compile")}</Button>}
    </>
  );
  return (
    <Page title={t("share_returns.title")} lead={t("share_returns.lead")} actions={actions}>
      <SearchTable<ShareReturnRow>
        path="/funds/share-returns" caption={t("share_returns.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/share-returns/${row.id}`} empty={{ title: t("share_returns.empty"), text: t("share_returns.empty.text") }}
      />
    </Page>
  );
}
