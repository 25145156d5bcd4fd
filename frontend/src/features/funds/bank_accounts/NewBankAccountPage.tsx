/** Registers an account: of the payer in the address, else of a base union. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { BankAccountIn, BankAccountOut } from "@/api/client/types.gen";
import { EntryForm, Field, FormSection, Input, OrgTreeSelect, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsReturns";

const PARAMS = { payer_id: param.text(), holder: param.text() };

export default function NewBankAccountPage() {
  const [{ payer_id, holder }] = useUrlState(PARAMS);
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: BankAccountIn) => api.post<BankAccountOut>("/funds/bank-accounts", payer_id ? { ...values, payer_id } : values),
    { refresh: ["/funds/bank-accounts"], onDone: (made) => { notify.done(t("bank_accounts.done")); go(`/funds/bank-accounts/${made.id}`); } },
  );
  const labels = {
    union_id: t("bank_accounts.union"), holder_name: t("bank_accounts.holder"), account_no: t("bank_accounts.number"), bank_name: t("bank_accounts.bank"),
    bank_no: t("bank_accounts.bank_no"), proof: t("bank_accounts.proof"),
  };
  return (
    <Page title={t("bank_accounts.new")} lead={t(payer_id ? "bank_accounts.new.payer" : "bank_accounts.new.union")} trail={[{ label: t("bank_accounts.title"), href: "/funds/bank-accounts" }]}>
      <Panel>
        <EntryForm<BankAccountIn>
          initial={payer_id ? { holder_name: holder } : { union_id: me.organisation.id }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels}
          submitLabel={t("bank_accounts.register")} onCancel={() => go("/funds/bank-accounts")}
        >
          <FormSection columns={2}>
            {!payer_id && <Field name="union_id" label={labels.union_id} required><OrgTreeSelect /></Field>}
            <Field name="holder_name" label={labels.holder_name} required hint={t("bank_accounts.holder.hint")}><Input maxLength={120} /></Field>
            <Field name="account_no" label={labels.account_no} required><Input maxLength={60} inputMode="numeric" autoComplete="off" /></Field>
            <Field name="bank_name" label={labels.bank_name} required><Input maxLength={120} /></Field>
            <Field name="bank_no" label={labels.bank_no} hint={t("bank_accounts.bank_no.hint")}><Input maxLength={20} inputMode="numeric" /></Field>
            <Field name="proof" label={labels.proof} required hint={t("bank_accounts.proof.hint")}><Input maxLength={200} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}
