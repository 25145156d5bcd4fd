/** The last payments, receipts and dues registers of one's own unit, and the way to what is asked for less often. */
import { useApi } from "@/api/query";
import type { CollectionPage, CollectionRow, DuesBatchPage, DuesBatchRow, ReceiptPage, ReceiptRow } from "@/api/client/types.gen";
import { AppLink, CodeLabel, CodeTag, DataTable, Empty, Loaded, Money, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import type { TextKey } from "@/locales/zh";
import "@/locales/zh/fundsOwn";

import { DUES_TONES, RECEIPT_TONES } from "../tones";

const LAST = 5;
const MORE: readonly { readonly path: string; readonly title: TextKey }[] = [
  { path: "/funds/reliefs", title: "reliefs.title" },
  { path: "/funds/refunds", title: "refunds.title" },
  { path: "/funds/share-returns/lines", title: "share_returns.lines" },
  { path: "/funds/bank-accounts", title: "bank_accounts.title" },
  { path: "/funds/arrears-cases", title: "arrears_cases.title" },
];

const PAYMENTS = (): Column<CollectionRow>[] => [
  { key: "booked", title: t("own_funds.booked_on"), render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "period", title: t("own_funds.period"), render: (row) => <span className="number">{row.period}</span> },
  { key: "channel", title: t("own_funds.channel"), render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "paid", title: t("own_funds.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
];
const RECEIPTS = (): Column<ReceiptRow>[] => [
  { key: "number", title: t("own_funds.receipt_no"), render: (row) => <span className="number">{row.series} {row.number_text}</span> },
  { key: "issued", title: t("own_funds.issued_on"), render: (row) => <span className="number">{row.issued_on}</span> },
  { key: "amount", title: t("own_funds.amount"), align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "status", title: t("own_funds.state"), render: (row) => <CodeTag code="ReceiptState" value={row.status} tones={RECEIPT_TONES} /> },
];
const DUES = (): Column<DuesBatchRow>[] => [
  { key: "period", title: t("own_funds.period"), render: (row) => <span className="number">{row.period}</span> },
  { key: "dues", title: t("own_funds.dues_due"), align: "right", render: (row) => <Money fen={row.dues_fen} /> },
  { key: "collected", title: t("own_funds.dues_collected"), align: "right", render: (row) => <Money fen={row.collected_fen} /> },
  { key: "status", title: t("own_funds.state"), render: (row) => <CodeTag code="DuesState" value={row.status} tones={DUES_TONES} /> },
];

export function OwnPapers() {
  const payments = useApi<CollectionPage>("/funds/collections", { limit: LAST });
  const receipts = useApi<ReceiptPage>("/funds/receipts", { limit: LAST });
  const dues = useApi<DuesBatchPage>("/funds/dues", { limit: LAST });
  return (
    <>
      <Panel title={t("own_funds.payments")} extra={<AppLink href="/funds/collections">{t("own_funds.all")}</AppLink>}>
        <Loaded query={payments} rows={3}>
          {({ items }) => (items.length === 0 ? <Empty title={t("own_funds.payments.empty")} text={t("own_funds.payments.empty.text")} />
            : <DataTable<CollectionRow> caption={t("own_funds.payments")} columns={PAYMENTS()} rows={items} rowKey={(row) => row.id} rowHref={(row) => `/funds/collections/${row.id}`} />)}
        </Loaded>
      </Panel>
      <Panel title={t("receipts.title")} extra={<AppLink href="/funds/receipts">{t("own_funds.all")}</AppLink>}>
        <Loaded query={receipts} rows={3}>
          {({ items }) => (items.length === 0 ? <Empty title={t("own_funds.receipts.empty")} text={t("own_funds.receipts.empty.text")} />
            : <DataTable<ReceiptRow> caption={t("receipts.title")} columns={RECEIPTS()} rows={items} rowKey={(row) => row.id} rowHref={(row) => `/funds/receipts/${row.id}`} />)}
        </Loaded>
      </Panel>
      <Panel title={t("own_funds.dues")} extra={<AppLink href="/funds/dues">{t("own_funds.all")}</AppLink>}>
        <Loaded query={dues} rows={3}>
          {({ items }) => (items.length === 0 ? <Empty title={t("own_funds.dues.empty")} text={t("own_funds.dues.empty.text")} />
            : <DataTable<DuesBatchRow> caption={t("own_funds.dues")} columns={DUES()} rows={items} rowKey={(row) => row.id} rowHref={(row) => `/funds/dues/${row.id}`} />)}
        </Loaded>
      </Panel>
      <Panel title={t("own_funds.more_ways")}>
        <ul className="plain-list own-ways">{MORE.map(({ path, title }) => <li key={path}><AppLink href={path}>{t(title)}</AppLink></li>)}</ul>
      </Panel>
    </>
  );
}
