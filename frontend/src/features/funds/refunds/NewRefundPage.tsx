/** Asks for money of one payment back. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import type { BankAccountPage, RefundBasisOut, RefundIn, RefundOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, CodeSelect, Empty, EntryForm, Facts, Field, FormSection, Input, Loaded, Money, Page, Panel, Select, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan, yuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsReturns";

const PARAMS = { collection_id: param.text() };
type Values = Omit<RefundIn, "amount_fen" | "collection_id"> & { amount_fen: string };

const isAmount = (_: unknown, text?: string) => (!text || parseYuan(text) !== null ? Promise.resolve() : Promise.reject(new Error(t("refunds.amount.bad"))));

export default function NewRefundPage() {
  const [{ collection_id }] = useUrlState(PARAMS);
  const query = useApi<RefundBasisOut>("/funds/refunds/basis", { collection_id }, { enabled: Boolean(collection_id) });
  return (
    <Page title={t("refunds.new")} lead={t("refunds.new.lead")} trail={[{ label: t("refunds.title"), href: "/funds/refunds" }]}>
      {collection_id ? (
        <Loaded query={query} rows={6}>{(basis) => <Application basis={basis} />}</Loaded>
      ) : (
        <Panel><Empty title={t("refunds.new.pick")} text={t("refunds.new.pick.text")} action={<AppLink href="/funds/collections">{t("refunds.new.pick.go")}</AppLink>} /></Panel>
      )}
    </Page>
  );
}

function Application({ basis }: { readonly basis: RefundBasisOut }) {
  const go = useGo();
  const notify = useNotify();
  const accounts = useApi<BankAccountPage>("/funds/bank-accounts", { payer_id: basis.payer_id, status: "in_force", purpose: "paying" });
  const send = useSend(
    (values: Values) => api.post<RefundOut>("/funds/refunds", { ...values, amount_fen: parseYuan(values.amount_fen) ?? 0, collection_id: basis.collection_id }),
    { refresh: ["/funds"], onDone: (made) => { notify.done(t("refunds.done")); go(`/funds/refunds/${made.id}`); } },
  );
  const options = (accounts.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.holder_name} ${row.account_masked} ${row.bank_name}` }));
  const labels = { amount_fen: t("refunds.amount"), reason: t("refunds.reason"), account_id: t("refunds.account"), statement: t("refunds.statement"), collection_id: t("refunds.collection") };
  const facts = [
    { key: "payer", label: t("refunds.payer"), value: basis.payer_name },
    { key: "item", label: t("refunds.item"), value: <><CodeLabel code="FundItem" value={basis.item} /> <span className="number">{basis.period}</span></> },
    { key: "booked", label: t("refunds.collection"), value: <AppLink href={`/funds/collections/${basis.collection_id}`}>{`${basis.booked_on} ${basis.ticket_no}`}</AppLink> },
    { key: "paid", label: t("refunds.paid_fen"), value: <Money fen={basis.paid_fen} unit /> },
    { key: "refunded", label: t("refunds.refunded_fen"), value: <Money fen={basis.refunded_fen} unit /> },
    { key: "left", label: t("refunds.left_fen"), value: <Money fen={basis.left_fen} unit /> },
  ];
  const register = `/funds/bank-accounts/new?payer_id=${basis.payer_id}&holder=${encodeURIComponent(basis.payer_name)}`;
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel>
        <EntryForm<Values> initial={{ amount_fen: yuan(basis.left_fen) }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("refunds.apply")} onCancel={() => go("/funds/refunds")}>
          <FormSection columns={2}>
            <Field name="amount_fen" label={labels.amount_fen} required rules={[{ validator: isAmount }]}><Input inputMode="decimal" /></Field>
            <Field name="reason" label={labels.reason} required><CodeSelect code="RefundReason" /></Field>
            <Field name="account_id" label={labels.account_id} required hint={<>{t("refunds.account.hint")} <AppLink href={register}>{t("bank_accounts.new")}</AppLink></>}><Select options={options} /></Field>
          </FormSection>
          <FormSection columns={1}>
            <Field name="statement" label={labels.statement} required><Input.TextArea rows={3} maxLength={500} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </>
  );
}
