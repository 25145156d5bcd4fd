/** Posts an opening balance or a remittance: one account against another. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { LedgerBalancesOut, LedgerEntryIn, LedgerEntryOut } from "@/api/client/types.gen";
import { CodeSelect, DateInput, EntryForm, Field, FormSection, Input, Page, Panel, Select, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan } from "@/lib/money";
import "@/locales/zh/fundsLedger";

/** Kinds that are posted by hand. */
const BY_HAND = ["remittance", "opening"];

interface Values extends Pick<LedgerEntryIn, "kind" | "booked_on" | "note"> {
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
}

const readable = (_: unknown, text?: string) =>
  !text || parseYuan(text) !== null ? Promise.resolve() : Promise.reject(new Error(t("ledger.new.amount.bad")));

export default function NewEntryPage() {
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const accounts = useApi<LedgerBalancesOut>("/funds/ledger/accounts", { period: today.slice(0, 7) });
  const options = accounts.data?.accounts.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })) ?? [];
  const send = useSend(
    ({ debit, credit, amount, ...rest }: Values) => {
      const fen = parseYuan(amount) ?? 0;
      return api.post<LedgerEntryOut>("/funds/ledger/entries", { ...rest, sides: [{ account: debit, amount_fen: fen }, { account: credit, amount_fen: -fen }] });
    },
    { refresh: ["/funds"], onDone: (made) => { notify.done(t("ledger.new.done")); go(`/funds/ledger/entries/${made.id}`); } },
  );
  const labels = { kind: t("ledger.reason"), booked_on: t("ledger.booked_on"), debit: t("ledger.new.debit"), credit: t("ledger.new.credit"), amount: t("ledger.amount"), note: t("ledger.note"), sides: t("ledger.lines") };
  return (
    <Page title={t("ledger.new")} lead={t("ledger.new.lead")} trail={[{ label: t("ledger.title"), href: "/funds/ledger" }, { label: t("ledger.entries"), href: "/funds/ledger/entries" }]}>
      <Panel>
        <EntryForm<Values> initial={{ kind: "remittance", booked_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("ledger.new")} onCancel={() => go("/funds/ledger/entries")}>
          <FormSection columns={2}>
            <Field name="kind" label={labels.kind} required><CodeSelect code="LedgerEntryKind" only={BY_HAND} /></Field>
            <Field name="booked_on" label={labels.booked_on} required><DateInput max={today} /></Field>
            <Field name="debit" label={labels.debit} required><Select options={options} showSearch={{ optionFilterProp: "label" }} /></Field>
            <Field name="credit" label={labels.credit} required><Select options={options} showSearch={{ optionFilterProp: "label" }} /></Field>
            <Field name="amount" label={labels.amount} required rules={[{ validator: readable }]}><Input inputMode="decimal" maxLength={24} /></Field>
            <Field name="note" label={labels.note} required><Input maxLength={200} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}
