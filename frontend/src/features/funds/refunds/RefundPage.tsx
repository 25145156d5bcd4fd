/** One refund: what was paid, the checks, the parts that go back, decision, payment, trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { RefundOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, DataTable, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { useCan } from "@/api/session";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

import { REFUND_TONES } from "./looks";
import { VoucherDialog } from "../VoucherDialog";

export default function RefundPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<RefundOut>(`/funds/refunds/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("refunds.of", { name: item.payer_name }) : t("refunds.one")} trail={[{ label: t("refunds.title"), href: "/funds/refunds" }]}
      mark={item && <CodeTag code="RefundState" value={item.status} tones={REFUND_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: RefundOut }) {
  const can = useCan();
  const notify = useNotify();
  const [asked, setAsked] = useState<"pay" | "recover">();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/refunds/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("returns_out.acted")) },
  );
  const plain = item.actions.filter(({ code }) => code !== "pay");
  const pay = item.actions.find(({ code }) => code === "pay");
  const looks = {
    approve: { effect: t("refunds.effect.approve"), primary: true }, refuse: { effect: t("refunds.effect.refuse"), danger: true },
    withdraw: { effect: t("refunds.effect.withdraw") }, cancel: { effect: t("refunds.effect.cancel"), danger: true },
  };
  return (
    <>
      {item.to_recover_fen > 0 && can("funds:book") && <Button onClick={() => setAsked("recover")}>{t("refunds.recover")}</Button>}
      <ActionBar actions={plain} object={t("refunds.of", { name: item.payer_name })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {pay && <Button type="primary" onClick={() => setAsked("pay")}>{pay.label}</Button>}
      {asked === "pay" && <VoucherDialog path={`/funds/refunds/${item.id}/payments`} day="paid_on" fen={item.amount_fen} version={item.version} title={t("refunds.pay.title", { name: item.payer_name })} lead={t("refunds.pay.lead")} onClose={() => setAsked(undefined)} />}
      {asked === "recover" && <VoucherDialog path={`/funds/refunds/${item.id}/recoveries`} day="booked_on" fen={item.to_recover_fen} version={item.version} title={t("refunds.recover")} lead={t("refunds.recover.lead")} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function Card({ item }: { readonly item: RefundOut }) {
  const can = useCan();
  const facts = [
    { key: "payer", label: t("refunds.payer"), value: <AppLink href={`/funds/payers/${item.payer_id}`}>{item.payer_name}</AppLink> },
    { key: "collection", label: t("refunds.collection"), value: <AppLink href={`/funds/collections/${item.collection_id}`}>{t("refunds.collection.go")}</AppLink> },
    { key: "item", label: t("refunds.item"), value: <><CodeLabel code="FundItem" value={item.item} /> <span className="number">{item.period}</span></> },
    { key: "paid", label: t("refunds.paid_fen"), value: <Money fen={item.collection_paid_fen} unit /> },
    { key: "amount", label: t("refunds.amount"), value: <strong><Money fen={item.amount_fen} /></strong> },
    { key: "reason", label: t("refunds.reason"), value: <CodeLabel code="RefundReason" value={item.reason} /> },
    { key: "statement", label: t("refunds.statement"), value: item.statement },
    { key: "account", label: t("refunds.account"), value: <AppLink href={`/funds/bank-accounts/${item.account_id}`}>{`${item.account_holder} ${item.account_masked} ${item.bank_name}`}</AppLink> },
    { key: "applied", label: t("refunds.applied_on"), value: `${item.applied_on} ${item.applied_by}` },
    { key: "recovered", label: t("refunds.recovered_fen"), value: item.recovered_fen ? <><Money fen={item.recovered_fen} unit /> {item.recovery_ticket_no}</> : "—" },
    { key: "paid_on", label: t("refunds.paid_on"), value: item.paid_on ? `${item.paid_on} ${item.ticket_no}` : "—" },
    { key: "entry", label: t("returns_out.entry"), value: item.entry_id && can("ledger:read") ? <AppLink href={`/funds/ledger/entries/${item.entry_id}`}>{t("returns_out.entry.go")}</AppLink> : "—" },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.checks.length > 0 && <Panel title={t("refunds.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Panel title={t("refunds.parts")} flush>
        <DataTable
          caption={t("refunds.parts")} rows={item.parts} rowKey={(row) => row.level}
          columns={[
            { key: "level", title: t("refunds.level"), render: (row) => <CodeLabel code="SplitLevel" value={row.level} /> },
            { key: "account", title: t("refunds.account_code"), render: (row) => <span className="number">{row.account}</span> },
            { key: "fen", title: t("refunds.amount"), align: "right", render: (row) => <Money fen={row.amount_fen} /> },
          ]}
        />
      </Panel>
      <Panel title={t("returns_out.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
