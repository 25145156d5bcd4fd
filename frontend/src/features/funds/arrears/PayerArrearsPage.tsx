/** What one payer owes, month by month: age, limitation, late fee; and the way into dunning. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import type { ArrearsCaseOut, ArrearsCaseRow, ArrearsMonthOut, PayerArrearsOut } from "@/api/client/types.gen";
import { ActionBar, CodeLabel, CodeTag, DataTable, Empty, Facts, Loaded, Money, Page, Panel, RuleChecks, useGo, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

import { AGE_TONES, CASES, CASE_TONES, LIMIT_TONES, LIST } from "./looks";

const MONTHS = (): Column<ArrearsMonthOut>[] => [
  { key: "period", title: t("arrears.period"), render: (row) => <span className="number">{row.period}</span> },
  { key: "due_on", title: t("arrears.due_on"), width: 110, render: (row) => <span className="number">{row.due_on}</span> },
  { key: "due", title: t("arrears.due"), width: 110, align: "right", render: (row) => <Money fen={row.due_fen} /> },
  { key: "relief", title: t("arrears.relief"), width: 90, align: "right", deskOnly: true, render: (row) => <Money fen={row.relief_fen} /> },
  { key: "paid", title: t("arrears.paid"), width: 110, align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "left", title: t("arrears.left"), width: 120, align: "right", render: (row) => <strong><Money fen={row.arrears_fen} /></strong> },
  { key: "age", title: t("arrears.days"), width: 140, render: (row) => <><span className="number">{row.overdue_days}</span> <CodeTag code="AgeBucket" value={row.bucket} tones={AGE_TONES} /></> },
  { key: "limitation", title: t("arrears.limitation"), width: 220, render: (row) => <Limitation month={row} /> },
  { key: "fee", title: t("arrears.fee"), width: 110, align: "right", render: (row) => (row.late_fee_fen === null ? <span className="quiet">{t("arrears.fee.none")}</span> : <><Money fen={row.late_fee_fen} />{row.is_fee_capped && <span className="quiet"> {t("arrears.fee.capped")}</span>}</>) },
];

const CASE_COLUMNS = (): Column<ArrearsCaseRow>[] => [
  { key: "opened", title: t("arrears_cases.opened_on"), render: (row) => <span className="number">{row.opened_on}</span> },
  { key: "span", title: t("arrears_cases.span"), render: (row) => <span className="number">{row.from_period} — {row.to_period}</span> },
  { key: "fen", title: t("arrears_cases.opened_fen"), align: "right", render: (row) => <Money fen={row.opened_fen} /> },
  { key: "status", title: t("arrears_cases.status"), render: (row) => <CodeTag code="ArrearsCaseState" value={row.status} tones={CASE_TONES} /> },
];

function Limitation({ month }: { readonly month: ArrearsMonthOut }) {
  return (
    <>
      <CodeTag code="LimitationFlag" value={month.limitation} tones={LIMIT_TONES} /> <span className="number quiet">{t("arrears.limitation.ends", { date: month.limitation_ends_on })}</span>
      {month.limitation_resets > 0 && <span className="quiet"> · {t("arrears.resets", { n: month.limitation_resets })}</span>}
    </>
  );
}

export default function PayerArrearsPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<PayerArrearsOut>(`/funds/arrears/${id}`);
  return (
    <Page
      title={query.data ? t("arrears.of", { name: query.data.payer_name }) : t("arrears.one")} trail={[{ label: t("arrears.title"), href: LIST }]}
      actions={query.data?.may_open && <OpenCase payer={query.data} />}
    >
      <Loaded query={query} rows={10}>{(data) => <Card data={data} />}</Loaded>
    </Page>
  );
}

function OpenCase({ payer }: { readonly payer: PayerArrearsOut }) {
  const go = useGo();
  const notify = useNotify();
  const open = useSend(
    (note: string) => api.post<ArrearsCaseOut>("/funds/arrears-cases", { payer_id: payer.payer_id, note }),
    { refresh: ["/funds/arrears", "/funds/arrears-cases"], onDone: (made) => { notify.done(t("arrears.opened")); go(`${CASES}/${made.id}`); } },
  );
  const action = { code: "open", label: t("arrears.open"), needs_note: false };
  return (
    <ActionBar
      actions={[action]} object={payer.payer_name} busy={open.busy} error={open.error} onReset={open.reset} onAct={(_, note) => open.send(note)}
      looks={{ open: { effect: t("arrears.open.effect"), primary: true } }}
    />
  );
}

function Card({ data }: { readonly data: PayerArrearsOut }) {
  const facts = [
    { key: "uscc", label: t("arrears.uscc"), value: <span className="number">{data.payer_uscc}</span> },
    { key: "union", label: t("arrears.union"), value: data.organisation_name },
    { key: "channel", label: t("arrears.channel"), value: <CodeLabel code="CollectionChannel" value={data.channel} /> },
    { key: "item", label: t("arrears.item"), value: <CodeLabel code="FundItem" value={data.item} /> },
    { key: "address", label: t("arrears.address"), value: data.address || "—" },
    { key: "total", label: t("arrears.left"), value: <Money fen={data.total_fen} unit /> },
    { key: "fee", label: t("arrears.fee"), value: data.late_fee_fen === null ? t("arrears.fee.none") : <><Money fen={data.late_fee_fen} unit /> <span className="quiet">{data.late_fee_basis}</span></> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("arrears.months.title")} flush>
        {data.months.length === 0 ? <Empty title={t("arrears.months.none")} /> : <DataTable<ArrearsMonthOut> caption={t("arrears.months.title")} columns={MONTHS()} rows={data.months} rowKey={(row) => row.period} />}
      </Panel>
      <Panel title={t("arrears.checks")}><RuleChecks checks={data.checks} /></Panel>
      <Panel title={t("arrears.cases.of")} flush>
        {data.cases.length === 0 ? <Empty title={t("arrears.cases.none")} /> : <DataTable<ArrearsCaseRow> caption={t("arrears.cases.of")} columns={CASE_COLUMNS()} rows={data.cases} rowKey={(row) => row.id} rowHref={(row) => `${CASES}/${row.id}`} />}
      </Panel>
    </>
  );
}
