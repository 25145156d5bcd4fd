/** One month's register of a union: who owes dues, who is free and why; wages only when asked for with a purpose. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { DuesAmountOut, DuesBatchOut, DuesLineOut } from "@/api/client/types.gen";
import { ActionBar, Alert, AppLink, Button, CodeLabel, CodeTag, Count, DataTable, Empty, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, ToneTag, useGo, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsDues";

import { CollectDialog, RevealDialog } from "./DuesDialogs";
import { DUES_TONES, LIST } from "./looks";

type Amounts = ReadonlyMap<string, DuesAmountOut>;

const COLUMNS = (shown: Amounts | null): Column<DuesLineOut>[] => [
  { key: "name", title: t("dues.line.name"), width: 120, render: (row) => row.person_name },
  { key: "standing", title: t("dues.line.standing"), width: 110, render: (row) => <CodeLabel code="MemberState" value={row.standing} /> },
  { key: "base", title: t("dues.line.base"), width: 140, align: shown ? "right" : undefined, render: (row) => <Base row={row} shown={shown} /> },
  ...(shown ? [{ key: "dues", title: t("dues.line.dues"), width: 120, align: "right" as const, render: (row: DuesLineOut) => <Money fen={shown.get(row.member_id)?.dues_fen} /> }] : []),
  { key: "reason", title: t("dues.line.reason"), render: (row) => <span className="quiet">{row.reason}</span> },
];

function Base({ row, shown }: { readonly row: DuesLineOut; readonly shown: Amounts | null }) {
  if (row.is_exempt) return <ToneTag tone="neutral">{t("dues.line.exempt")}</ToneTag>;
  if (shown && row.has_base) return <Money fen={shown.get(row.member_id)?.base_fen} />;
  return <ToneTag tone={row.has_base ? "good" : "attention"}>{t(row.has_base ? "dues.line.filled" : "dues.line.empty")}</ToneTag>;
}

export default function DuesBatchPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<DuesBatchOut>(`/funds/dues/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("dues.of", { name: item.organisation_name, period: item.period }) : t("dues.one")} trail={[{ label: t("dues.title"), href: LIST }]}
      mark={item && <CodeTag code="DuesState" value={item.status} tones={DUES_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: DuesBatchOut }) {
  const go = useGo();
  const notify = useNotify();
  const [collecting, setCollecting] = useState(false);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/dues/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds/dues"], onDone: () => notify.done(t("dues.done")) },
  );
  const plain = item.actions.filter(({ code }) => code !== "collect");
  const collect = item.actions.find(({ code }) => code === "collect");
  const looks = { confirm: { effect: t("dues.effect.confirm"), primary: true }, reopen: { effect: t("dues.effect.reopen") } };
  return (
    <>
      {item.may_edit && <Button type={plain.length === 0 ? "primary" : "default"} onClick={() => go(`${LIST}/${item.id}/edit`)}>{t("dues.edit")}</Button>}
      {collect && <Button type="primary" onClick={() => setCollecting(true)}>{collect.label}</Button>}
      <ActionBar actions={plain} object={t("dues.of", { name: item.organisation_name, period: item.period })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {collecting && <CollectDialog item={item} onClose={() => setCollecting(false)} />}
    </>
  );
}

function Card({ item }: { readonly item: DuesBatchOut }) {
  const [shown, setShown] = useState<Amounts | null>(null);
  const [asking, setAsking] = useState(false);
  const facts = [
    { key: "union", label: t("dues.union"), value: <AppLink href={`/organisations/${item.organisation_id}`}>{item.organisation_name}</AppLink> },
    { key: "as_of", label: t("dues.as_of"), value: <span className="number">{item.as_of}</span> },
    { key: "payers", label: t("dues.payers"), value: <Count value={item.payers} /> },
    { key: "exempt", label: t("dues.exempt"), value: <Count value={item.exempt} /> },
    { key: "missing", label: t("dues.missing"), value: <Count value={item.missing} /> },
    { key: "dues", label: t("dues.dues"), value: <Money fen={item.dues_fen} /> },
    ...(item.collected_on ? [
      { key: "collected", label: t("dues.collected"), value: <><Money fen={item.collected_fen} /> <span className="quiet number">{item.collected_on}</span></> },
      { key: "bank", label: t("dues.bank_ref"), value: item.bank_ref },
    ] : []),
  ];
  const reveal = item.may_reveal && !shown && item.lines.some(({ has_base }) => has_base);
  return (
    <>
      {item.is_outdated && <Alert type="warning" showIcon title={t("dues.outdated")} description={t("dues.outdated.text")} action={<Renew item={item} />} className="gap-below" />}
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("dues.lines")} flush extra={reveal && <Button onClick={() => setAsking(true)}>{t("dues.reveal")}</Button>}>
        {item.lines.length === 0 ? <Empty title={t("dues.lines.none")} /> : <DataTable<DuesLineOut> caption={t("dues.lines")} columns={COLUMNS(shown)} rows={item.lines} rowKey={(row) => row.member_id} />}
      </Panel>
      <Panel title={t("dues.checks")}><RuleChecks checks={item.checks} /></Panel>
      <Panel title={t("dues.trail")}><HistoryTimeline entries={item.history} /></Panel>
      {asking && <RevealDialog item={item} onClose={() => setAsking(false)} onShown={(items) => setShown(new Map(items.map((row) => [row.member_id, row])))} />}
    </>
  );
}

function Renew({ item }: { readonly item: DuesBatchOut }) {
  const notify = useNotify();
  const send = useSend<undefined, unknown>(() => api.post(`/funds/dues/${item.id}/renew`, undefined, { ifMatch: item.version }), { refresh: ["/funds/dues"], onDone: () => notify.done(t("dues.renewed")) });
  return item.may_edit ? <Button loading={send.busy} onClick={() => void send.send(undefined)}>{t("dues.renew")}</Button> : null;
}
