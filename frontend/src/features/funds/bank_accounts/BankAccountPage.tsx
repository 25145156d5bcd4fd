/** One account: its check, the masked number, confirmation by another person, trail. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { BankAccountOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, MaskedValue, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { ACCOUNT_TONES } from "./looks";

export default function BankAccountPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<BankAccountOut>(`/funds/bank-accounts/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("bank_accounts.of", { name: item.owner_name }) : t("bank_accounts.one")} trail={[{ label: t("bank_accounts.title"), href: "/funds/bank-accounts" }]}
      mark={item && <CodeTag code="BankAccountState" value={item.status} tones={ACCOUNT_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: BankAccountOut }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/bank-accounts/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("bank_accounts.acted")) },
  );
  const looks = { confirm: { effect: t("bank_accounts.effect.confirm"), primary: true }, refuse: { effect: t("bank_accounts.effect.refuse") }, end: { effect: t("bank_accounts.effect.end"), danger: true } };
  return <ActionBar actions={item.actions} object={t("bank_accounts.of", { name: item.owner_name })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />;
}

function Card({ item }: { readonly item: BankAccountOut }) {
  const reveal = item.may_reveal ? `/funds/bank-accounts/${item.id}/reveal` : undefined;
  const owner = item.union_id ? <AppLink href={`/organisations/${item.union_id}`}>{item.owner_name}</AppLink> : <AppLink href={`/funds/payers/${item.payer_id ?? ""}`}>{item.owner_name}</AppLink>;
  const facts = [
    { key: "owner", label: t("bank_accounts.owner"), value: owner },
    { key: "purpose", label: t("bank_accounts.purpose"), value: <CodeLabel code="BankAccountPurpose" value={item.purpose} /> },
    { key: "holder", label: t("bank_accounts.holder"), value: item.holder_name },
    { key: "number", label: t("bank_accounts.number"), value: <MaskedValue masked={item.account_masked} revealPath={reveal} field="account_no" label={t("bank_accounts.number")} purposes="BankAccountRevealPurpose" /> },
    { key: "bank", label: t("bank_accounts.bank"), value: item.bank_name },
    { key: "bank_no", label: t("bank_accounts.bank_no"), value: <span className="number">{item.bank_no || "—"}</span> },
    { key: "proof", label: t("bank_accounts.proof"), value: item.proof },
    { key: "by", label: t("bank_accounts.recorded_by"), value: item.recorded_by },
    { key: "confirmed", label: t("bank_accounts.confirmed_on"), value: <span className="number">{item.confirmed_on ?? "—"}</span> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("bank_accounts.checks")}><RuleChecks checks={item.checks} bare /></Panel>
      <Panel title={t("returns_out.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
