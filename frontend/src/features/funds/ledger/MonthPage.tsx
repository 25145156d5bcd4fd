/** One month of the books: what is looked at before closing, closing, reopening by two persons, the trail. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { LedgerMonthOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, CodeTag, Count, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsLedger";

import { MONTH_TONES } from "./looks";

export default function MonthPage() {
  const { period } = useParams({ strict: false }) as { period: string };
  const query = useObject<LedgerMonthOut>(`/funds/months/${period}`);
  const item = query.data?.data;
  return (
    <Page
      title={t("ledger.months.of", { period })} trail={[{ label: t("ledger.title"), href: "/funds/ledger" }, { label: t("ledger.months"), href: "/funds/ledger/months" }]}
      mark={item && <CodeTag code="LedgerMonthState" value={item.status} tones={MONTH_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: LedgerMonthOut }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/months/${item.period}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("ledger.months.acted")) },
  );
  const looks = {
    close: { effect: t("ledger.months.effect.close"), primary: true },
    ask_reopen: { effect: t("ledger.months.effect.ask_reopen"), danger: true },
    reopen: { effect: t("ledger.months.effect.reopen"), danger: true },
    keep_closed: { effect: t("ledger.months.effect.keep_closed"), primary: true },
  };
  return <ActionBar actions={item.actions} object={t("ledger.months.of", { period: item.period })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />;
}

function Card({ item }: { readonly item: LedgerMonthOut }) {
  const facts = [
    { key: "entries", label: t("ledger.months.count"), value: <Count value={item.entries} /> },
    { key: "amount", label: t("ledger.months.amount"), value: <Money fen={item.amount_fen} /> },
    { key: "go", label: t("ledger.entries"), value: <AppLink href={`/funds/ledger/entries?period=${item.period}`}>{t("ledger.months.entries")}</AppLink> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.checks.length > 0 && <Panel title={t("ledger.months.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Panel title={t("ledger.months.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
