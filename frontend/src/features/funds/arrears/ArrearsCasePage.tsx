/** One dunning case: what is owed, the papers, the next step, and whether a payment order may be asked for. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { ArrearsCaseOut, DunningNoticeRow } from "@/api/client/types.gen";
import { ActionBar, Alert, AppLink, Button, CodeLabel, CodeTag, DataTable, Empty, Facts, HistoryTimeline, Loaded, Money, Page, Panel, RuleChecks, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

import { CourtOrderDialog, OrderDialog, PaperDialog } from "./CaseDialogs";
import { CASES, CASE_TONES, FORMS, LIST, NOTICES, PAPERS, plainLooks } from "./looks";

const COLUMNS = (): Column<DunningNoticeRow>[] => [
  { key: "kind", title: t("arrears_cases.kind"), render: (row) => <CodeLabel code="DunningKind" value={row.kind} /> },
  { key: "no", title: t("arrears_cases.notice_no"), render: (row) => row.notice_no },
  { key: "issued", title: t("arrears_cases.issued_on"), width: 110, render: (row) => <span className="number">{row.issued_on}</span> },
  { key: "pay_by", title: t("arrears_cases.pay_by"), width: 110, render: (row) => <span className="number">{row.pay_by ?? "—"}</span> },
  { key: "fen", title: t("arrears_cases.asked"), width: 120, align: "right", render: (row) => <Money fen={row.arrears_fen + (row.late_fee_fen ?? 0)} /> },
  { key: "served", title: t("arrears_cases.served_on"), width: 150, render: (row) => (row.served_on ? <span className="number">{row.served_on}</span> : <span className="quiet">{t(row.is_written ? "arrears_cases.not_served" : "arrears_cases.no_service")}</span>) },
];

export default function ArrearsCasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ArrearsCaseOut>(`/funds/arrears-cases/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("arrears_cases.of", { name: item.payer_name }) : t("arrears_cases.one")}
      trail={[{ label: t("arrears.title"), href: LIST }, { label: t("arrears_cases.title"), href: CASES }]}
      mark={item && <CodeTag code="ArrearsCaseState" value={item.status} tones={CASE_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: ArrearsCaseOut }) {
  const notify = useNotify();
  const [asked, setAsked] = useState<{ code: string; label: string } | null>(null);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/arrears-cases/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds/arrears-cases", "/funds/arrears"], onDone: () => notify.done(t("arrears_cases.done")) },
  );
  const plain = item.actions.filter(({ code }) => !PAPERS.includes(code) && !FORMS.includes(code));
  const close = () => setAsked(null);
  return (
    <>
      {item.actions.filter(({ code }) => PAPERS.includes(code) || FORMS.includes(code)).map((action) => (
        <Button key={action.code} type={action.code === "lawyer" ? "default" : "primary"} onClick={() => setAsked(action)}>{action.label}</Button>
      ))}
      <ActionBar actions={plain} object={item.payer_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={plainLooks(plain.map(({ code }) => code))} />
      {asked && PAPERS.includes(asked.code) && <PaperDialog item={item} action={asked} onClose={close} />}
      {asked?.code === "propose_order" && <OrderDialog item={item} onClose={close} label={asked.label} />}
      {asked?.code === "issued" && <CourtOrderDialog item={item} onClose={close} label={asked.label} />}
    </>
  );
}

function Card({ item }: { readonly item: ArrearsCaseOut }) {
  const facts = [
    { key: "payer", label: t("arrears.payer"), value: <AppLink href={`${LIST}/${item.payer_id}`}>{item.payer_name}</AppLink> },
    { key: "union", label: t("arrears.union"), value: item.organisation_name },
    { key: "span", label: t("arrears_cases.span"), value: <span className="number">{item.from_period} — {item.to_period}</span> },
    { key: "left", label: t("arrears_cases.left"), value: <Money fen={item.arrears_fen} unit /> },
    { key: "fee", label: t("arrears.fee"), value: item.late_fee_fen === null ? t("arrears.fee.none") : <Money fen={item.late_fee_fen} unit /> },
    { key: "opened", label: t("arrears_cases.opened_on"), value: <><span className="number">{item.opened_on}</span> {item.opened_by}</> },
    ...(item.court ? [{ key: "court", label: t("arrears_cases.court"), value: item.court }, { key: "disputed", label: t("arrears_cases.disputed"), value: <Money fen={item.disputed_fen} unit /> }] : []),
    ...(item.order_no ? [{ key: "order", label: t("arrears_cases.order_no"), value: t("arrears_cases.order_no.text", { no: item.order_no, date: item.order_served_on ?? "" }) }, { key: "objection", label: t("arrears_cases.objection_by"), value: <span className="number">{item.objection_by}</span> }] : []),
  ];
  return (
    <>
      {item.waits_for && <Alert type="info" showIcon title={t("arrears_cases.waits")} description={item.waits_for} className="gap-below" />}
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("arrears_cases.papers")} flush>
        {item.papers.length === 0 ? <Empty title={t("arrears_cases.papers.none")} /> : <DataTable<DunningNoticeRow> caption={t("arrears_cases.papers")} columns={COLUMNS()} rows={item.papers} rowKey={(row) => row.id} rowHref={(row) => `${NOTICES}/${row.id}`} />}
      </Panel>
      {item.checks.length > 0 && <Panel title={t("arrears_cases.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Panel title={t("arrears_cases.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
