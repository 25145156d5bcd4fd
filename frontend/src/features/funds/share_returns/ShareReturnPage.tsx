/** One batch: its sums, what each union gets or lacks, decision, payment, trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { useCan } from "@/api/session";
import type { ShareReturnLineRow, ShareReturnOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, Facts, Figure, FigureRow, HistoryTimeline, Loaded, Money, Page, Panel, SearchTable, problemText, useNotify, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsReturns";

import { VoucherDialog } from "../VoucherDialog";
import { BATCH_TONES, lineColumns } from "./looks";

const FILTERS = (): Filter[] => [{ name: "status", label: t("share_returns.status"), kind: "code", code: "ShareReturnLineState" }];

export default function ShareReturnPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ShareReturnOut>(`/funds/share-returns/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? item.batch_no : t("share_returns.one")} trail={[{ label: t("share_returns.title"), href: "/funds/share-returns" }]}
      mark={item && <CodeTag code="ShareReturnState" value={item.status} tones={BATCH_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: ShareReturnOut }) {
  const notify = useNotify();
  const [paying, setPaying] = useState(false);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/share-returns/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("returns_out.acted")) },
  );
  const pay = item.actions.find(({ code }) => code === "pay");
  const looks = {
    submit: { effect: t("share_returns.effect.submit"), primary: true }, approve: { effect: t("share_returns.effect.approve"), primary: true },
    send_back: { effect: t("share_returns.effect.send_back") }, cancel: { effect: t("share_returns.effect.cancel"), danger: true },
  };
  return (
    <>
      {item.may_export && <Button onClick={() => void api.fetchFile(`/funds/share-returns/${item.id}/payment-list`, "share-return.xlsx").catch((error: unknown) => notify.problem(problemText(error)))}>{t("share_returns.list")}</Button>}
      <ActionBar actions={item.actions.filter(({ code }) => code !== "pay")} object={item.batch_no} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {pay && <Button type="primary" onClick={() => setPaying(true)}>{pay.label}</Button>}
      {paying && <VoucherDialog path={`/funds/share-returns/${item.id}/payments`} day="paid_on" fen={item.ready_fen} version={item.version} title={t("share_returns.pay.title", { no: item.batch_no })} lead={t("share_returns.pay.lead")} onClose={() => setPaying(false)} />}
    </>
  );
}

function Card({ item }: { readonly item: ShareReturnOut }) {
  const can = useCan();
  const facts = [
    { key: "kind", label: t("share_returns.kind"), value: <CodeLabel code="ShareReturnKind" value={item.kind} /> },
    { key: "span", label: t("share_returns.span"), value: <span className="number">{t("share_returns.from_to", { from: item.from_on, to: item.to_on })}</span> },
    { key: "basis", label: t("share_returns.basis"), value: item.basis },
    { key: "note", label: t("share_returns.note"), value: item.note },
    { key: "by", label: t("share_returns.compiled_by"), value: `${item.compiled_on} ${item.compiled_by}` },
    { key: "paid", label: t("share_returns.paid_on"), value: item.paid_on ? `${item.paid_on} ${item.ticket_no}` : "—" },
    { key: "entry", label: t("returns_out.entry"), value: item.entry_id && can("ledger:read") ? <AppLink href={`/funds/ledger/entries/${item.entry_id}`}>{t("returns_out.entry.go")}</AppLink> : "—" },
  ];
  return (
    <>
      <FigureRow>
        <Figure label={t("share_returns.ready_sum")} value={<Money fen={item.ready_fen} wan unit />} note={t("share_returns.sum_note", { amount: yuan(item.ready_fen), n: item.ready_count })} />
        <Figure label={t("share_returns.held_sum")} value={<Money fen={item.held_fen} wan unit />} note={t("share_returns.sum_note", { amount: yuan(item.held_fen), n: item.held_count })} />
        <Figure label={t("share_returns.paid_sum")} value={<Money fen={item.paid_fen} wan unit />} note={item.paid_on ? t("share_returns.paid_note", { amount: yuan(item.paid_fen), date: item.paid_on }) : t("share_returns.unpaid")} />
      </FigureRow>
      <Panel><Facts facts={facts} /></Panel>
      <SearchTable<ShareReturnLineRow>
        path="/funds/share-returns/lines" fixed={{ batch_id: item.id }} caption={t("share_returns.unions")} columns={lineColumns()} filters={FILTERS()}
        search={t("share_returns.search")} rowKey={(row) => row.id} rowHref={(row) => `/organisations/${row.union_id}`} empty={{ title: t("share_returns.lines.empty") }}
      />
      <Panel title={t("returns_out.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
