/** The funds of one's own unit: what is due now, what is paid, what is overdue, the receipts, the members' dues. */
import { useApi } from "@/api/query";
import type { PayerMonthOut, PayerMonthsOut, PayerPage, PayerRow, UndeclaredPage } from "@/api/client/types.gen";
import { AppLink, Button, CodeTag, DataTable, Empty, Figure, FigureRow, Loaded, Money, Page, Panel, useGo, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsOwn";

import { MONTH_TONES } from "../tones";
import { OwnPapers } from "./OwnPapers";

const PAYERS = "/funds/payers";
/** More than this many payers are looked at in the list. */
const SHOWN = 3;
/** Months shown here; all of them stand behind a link. */
const LAST = 6;

const COLUMNS = (): Column<PayerMonthOut>[] => [
  { key: "period", title: t("own_funds.period"), render: (row) => <span className="number">{row.period}</span> },
  { key: "due", title: t("own_funds.due"), align: "right", render: (row) => <Money fen={row.due_fen} /> },
  { key: "paid", title: t("own_funds.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "left", title: t("own_funds.left"), align: "right", render: (row) => <Money fen={row.left_fen} /> },
  { key: "due_on", title: t("own_funds.due_on"), width: 120, render: (row) => <span className="number">{row.due_on}</span> },
  { key: "state", title: t("own_funds.state"), width: 100, render: (row) => <CodeTag code="MonthState" value={row.state} tones={MONTH_TONES} /> },
];

export function OwnFunds() {
  const query = useApi<PayerPage>(PAYERS, { status: "active", limit: SHOWN });
  return (
    <Page title={t("funds.home")} lead={t("own_funds.lead")}>
      <Loaded query={query} rows={10}>
        {(data) => (
          <>
            {data.total === 0 && <Panel><Empty title={t("own_funds.empty")} text={t("own_funds.empty.text")} /></Panel>}
            {data.items.map((payer) => <Payer key={payer.id} payer={payer} />)}
            {data.total > SHOWN && <p>{t("own_funds.more", { n: data.total })} <AppLink href={PAYERS}>{t("payers.title")}</AppLink></p>}
          </>
        )}
      </Loaded>
      <OwnPapers />
    </Page>
  );
}

function Payer({ payer }: { readonly payer: PayerRow }) {
  const months = useApi<PayerMonthsOut>(`${PAYERS}/${payer.id}/months`, { count: 24 });
  return <Loaded query={months} rows={6}>{(data) => <Standing payer={payer} data={data} />}</Loaded>;
}

function Standing({ payer, data }: { readonly payer: PayerRow; readonly data: PayerMonthsOut }) {
  const go = useGo();
  const missing = useApi<UndeclaredPage>("/funds/obligations/undeclared", { payer_id: payer.id, limit: 1 }).data;
  const now = data.months[0];
  const oldest = missing?.items[0];
  return (
    <Panel title={<AppLink href={`${PAYERS}/${payer.id}`}>{payer.name}</AppLink>} extra={<AppLink href="/funds/own-obligations">{t("own_funds.all")}</AppLink>}>
      {now && <Now month={now} payerId={payer.id} onDeclare={(period) => go(`/funds/declarations/new?payer_id=${payer.id}&period=${period}`)} />}
      <FigureRow>
        {now && <Figure label={t("own_funds.due_of", { period: now.period })} value={now.due_fen === null ? "—" : <Money fen={now.due_fen - (now.relief_fen ?? 0)} />} note={t("own_funds.until", { date: now.due_on })} />}
        {now && <Figure label={t("own_funds.paid_of", { period: now.period })} value={<Money fen={now.paid_fen} />} />}
        <Figure label={t("own_funds.overdue")} value={<Money fen={data.overdue_fen} />} note={data.overdue_fen ? t("own_funds.overdue.note") : t("own_funds.overdue.none")} href={data.overdue_fen ? `/funds/arrears/${payer.id}` : undefined} />
        <Figure label={t("own_funds.undeclared")} value={missing?.total ?? "—"} note={oldest ? t("own_funds.undeclared.since", { period: oldest.period }) : t("own_funds.undeclared.none")} href={oldest ? "/funds/undeclared" : undefined} />
      </FigureRow>
      {data.months.length > 0 && (
        <div className="gap-above">
          <DataTable<PayerMonthOut> caption={t("own_funds.months")} columns={COLUMNS()} rows={data.months.slice(0, LAST)} rowKey={(row) => row.period} rowHref={(row) => `${PAYERS}/${payer.id}/months/${row.period}`} />
        </div>
      )}
    </Panel>
  );
}

interface NowProps {
  readonly month: PayerMonthOut;
  readonly payerId: string;
  readonly onDeclare: (period: string) => void;
}

/** One sentence on the month that is due now, and the one thing to do about it. */
function Now({ month, payerId, onDeclare }: NowProps) {
  const { period, due_on: date } = month;
  const amount = yuan(month.left_fen ?? 0);
  const card = <AppLink href={`${PAYERS}/${payerId}/months/${period}`}>{t("own_funds.open", { period })}</AppLink>;
  if (month.state === "undeclared") {
    return <p className="gap-below">{t("own_funds.now.undeclared", { period, date })} <Button type="primary" onClick={() => onDeclare(period)}>{t("own_funds.declare", { period })}</Button></p>;
  }
  if (month.state === "not_yet_due") return <p className="gap-below">{t("own_funds.now.due", { period, date, amount })} {card}</p>;
  if (month.state === "overdue" || month.state === "partly_paid") return <p className="gap-below">{t("own_funds.now.overdue", { period, date, amount })} {card}</p>;
  return <p className="gap-below">{t("own_funds.now.done", { period })} {card}</p>;
}
