/** Accounts of payers and unions that money may go to. */
import type { BankAccountRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { ACCOUNT_TONES } from "./looks";

const COLUMNS = (): Column<BankAccountRow>[] => [
  { key: "owner", title: t("bank_accounts.owner"), render: (row) => row.owner_name },
  { key: "purpose", title: t("bank_accounts.purpose"), width: 190, render: (row) => <CodeLabel code="BankAccountPurpose" value={row.purpose} /> },
  { key: "holder", title: t("bank_accounts.holder"), render: (row) => <>{row.holder_name}{!row.is_own && <ToneTag tone="problem">{t("bank_accounts.differs")}</ToneTag>}</> },
  { key: "number", title: t("bank_accounts.number"), width: 140, render: (row) => <span className="number">{row.account_masked}</span> },
  { key: "bank", title: t("bank_accounts.bank"), render: (row) => row.bank_name },
  { key: "status", title: t("bank_accounts.status"), width: 100, render: (row) => <CodeTag code="BankAccountState" value={row.status} tones={ACCOUNT_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("bank_accounts.status"), kind: "code", code: "BankAccountState" },
  { name: "purpose", label: t("bank_accounts.purpose"), kind: "code", code: "BankAccountPurpose" },
];

export default function BankAccountsPage() {
  const can = useCan();
  const go = useGo();
  const add = can("funds:declare") && <Button type="primary" onClick={() => go("/funds/bank-accounts/new")}>{t("bank_accounts.new")}</Button>;
  return (
    <Page title={t("bank_accounts.title")} lead={t("bank_accounts.lead")} actions={add}>
      <SearchTable<BankAccountRow>
        path="/funds/bank-accounts" caption={t("bank_accounts.title")} columns={COLUMNS()} filters={FILTERS()} search={t("bank_accounts.search")}
        rowKey={(row) => row.id} rowHref={(row) => `/funds/bank-accounts/${row.id}`} empty={{ title: t("bank_accounts.empty"), text: t("bank_accounts.empty.text") }}
      />
    </Page>
  );
}
