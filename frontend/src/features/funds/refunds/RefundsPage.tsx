/** Refunds in reach, newest first. */
import type { RefundRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { REFUND_TONES } from "./looks";

const COLUMNS = (): Column<RefundRow>[] => [
  { key: "payer", title: t("refunds.payer"), render: (row) => row.payer_name },
  { key: "item", title: t("refunds.item"), width: 110, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "period", title: t("refunds.period"), width: 100, render: (row) => <span className="number">{row.period}</span> },
  { key: "reason", title: t("refunds.reason"), width: 120, render: (row) => <CodeLabel code="RefundReason" value={row.reason} /> },
  { key: "amount", title: t("refunds.amount"), width: 130, align: "right", render: (row) => <Money fen={row.amount_fen} /> },
  { key: "applied", title: t("refunds.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on}</span> },
  { key: "status", title: t("refunds.status"), width: 110, render: (row) => <CodeTag code="RefundState" value={row.status} tones={REFUND_TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("refunds.status"), kind: "code", code: "RefundState" }];

export default function RefundsPage() {
  const can = useCan();
  const go = useGo();
  const actions = can("funds:declare") && (
    <>
      <Button onClick={() => go("/funds/bank-accounts")}>{t("bank_accounts.title")}</Button>
      <Button type="primary" onClick={() => go("/funds/refunds/new")}>{t("refunds.apply")}</Button>
    </>
  );
  return (
    <Page title={t("refunds.title")} lead={t("refunds.lead")} actions={actions}>
      <SearchTable<RefundRow>
        path="/funds/refunds" caption={t("refunds.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/refunds/${row.id}`} empty={{ title: t("refunds.empty"), text: t("refunds.empty.text") }}
      />
    </Page>
  );
}
