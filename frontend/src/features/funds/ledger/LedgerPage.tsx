/** The trial balance of a month, and the way to entries and closing. */
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { LedgerAccountIn, LedgerBalanceOut, LedgerBalancesOut } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeSelect, DataTable, DateInput, EntryForm, Field, Input, Loaded, Modal, Money, Page, Panel, useGo, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsLedger";

const PARAMS = { period: param.text() };

const COLUMNS = (): Column<LedgerBalanceOut>[] => [
  { key: "name", title: t("ledger.name"), render: (row) => row.name },
  { key: "code", title: t("ledger.code"), width: 90, render: (row) => <span className="number">{row.code}</span> },
  { key: "kind", title: t("ledger.kind"), width: 70, render: (row) => <CodeLabel code="LedgerAccountKind" value={row.kind} /> },
  { key: "before", title: t("ledger.before"), align: "right", render: (row) => <Money fen={row.before_fen} /> },
  { key: "debit", title: t("ledger.debit"), align: "right", render: (row) => <Money fen={row.debit_fen} /> },
  { key: "credit", title: t("ledger.credit"), align: "right", render: (row) => <Money fen={row.credit_fen} /> },
  { key: "after", title: t("ledger.after"), align: "right", render: (row) => <Money fen={row.after_fen} /> },
];

export default function LedgerPage() {
  const { today } = useMe();
  const go = useGo();
  const [{ period = today.slice(0, 7) }, setUrl] = useUrlState(PARAMS);
  const [adding, setAdding] = useState(false);
  const query = useApi<LedgerBalancesOut>("/funds/ledger/accounts", { period });
  const actions = (
    <>
      <Button onClick={() => go(`/funds/ledger/entries?period=${period}`)}>{t("ledger.entries.go")}</Button>
      <Button type="primary" onClick={() => go("/funds/ledger/months")}>{t("ledger.months.go")}</Button>
    </>
  );
  return (
    <Page title={t("ledger.title")} lead={t("ledger.lead")} actions={actions}>
      <Panel flush>
        <div className="filters"><span className="filter"><label htmlFor="ledger-month">{t("ledger.month")}</label> <DateInput id="ledger-month" picker="month" value={period} max={today} onChange={(month) => setUrl({ period: month })} /></span></div>
      </Panel>
      <Loaded query={query} rows={12}>
        {(data) => (
          <Panel title={t("ledger.balances", { period: data.period })} extra={data.may_add && <Button onClick={() => setAdding(true)}>{t("ledger.account.add")}</Button>}>
            <p className={data.debit_fen === data.credit_fen ? "quiet gap-below" : "text-error gap-below"}>
              {t(data.debit_fen === data.credit_fen ? "ledger.balanced" : "ledger.unbalanced", { debit: yuan(data.debit_fen), credit: yuan(data.credit_fen) })} {t("ledger.sign")}
            </p>
            <DataTable caption={t("ledger.balances.caption")} columns={COLUMNS()} rows={data.accounts} rowKey={(row) => row.code} rowHref={(row) => `/funds/ledger/entries?account=${row.code}&period=${data.period}`} />
          </Panel>
        )}
      </Loaded>
      {adding && <AccountDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function AccountDialog({ onClose }: { readonly onClose: () => void }) {
  const notify = useNotify();
  const send = useSend((values: LedgerAccountIn) => api.post("/funds/ledger/accounts", values), {
    refresh: ["/funds/ledger"], onDone: () => { notify.done(t("ledger.account.done")); onClose(); },
  });
  const labels = { code: t("ledger.code"), name: t("ledger.name"), kind: t("ledger.kind") };
  return (
    <Modal open title={t("ledger.account.add")} footer={null} onCancel={onClose}>
      <EntryForm<LedgerAccountIn> onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("ledger.account.add")} onCancel={onClose}>
        <Field name="code" label={labels.code} required><Input inputMode="numeric" maxLength={20} /></Field>
        <Field name="name" label={labels.name} required><Input maxLength={60} /></Field>
        <Field name="kind" label={labels.kind} required><CodeSelect code="LedgerAccountKind" /></Field>
      </EntryForm>
    </Modal>
  );
}
