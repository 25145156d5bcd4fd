/** One month over all payers in reach: what was due, paid and is left. */
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import type { ObligationPage, ObligationRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, Figure, FigureRow, Loaded, Money, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsObligations";

import { MONTH_TONES } from "../tones";

const PATH = "/funds/obligations";
const PARAMS = { period: param.text(), state: param.text(), channel: param.text(), organisation_id: param.text(), q: param.text() };

const COLUMNS = (): Column<ObligationRow>[] => [
  { key: "payer", title: t("obligations.payer"), render: (row) => row.payer_name },
  { key: "union", title: t("obligations.organisation"), deskOnly: true, render: (row) => row.organisation_name },
  { key: "item", title: t("obligations.item"), width: 100, render: (row) => <CodeLabel code="FundItem" value={row.item} /> },
  { key: "wages", title: t("obligations.wages"), align: "right", render: (row) => <Money fen={row.wages_fen} /> },
  { key: "due", title: t("obligations.due"), align: "right", render: (row) => <Money fen={row.due_fen} /> },
  { key: "paid", title: t("obligations.paid"), align: "right", render: (row) => <Money fen={row.paid_fen} /> },
  { key: "left", title: t("obligations.left"), align: "right", render: (row) => <Money fen={row.left_fen} /> },
  { key: "state", title: t("obligations.state"), width: 100, render: (row) => <CodeTag code="MonthState" value={row.state} tones={MONTH_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "period", label: t("obligations.period"), kind: "month" },
  { name: "state", label: t("obligations.state"), kind: "code", code: "MonthState" },
  { name: "channel", label: t("obligations.channel"), kind: "code", code: "CollectionChannel" },
  { name: "organisation_id", label: t("obligations.below"), kind: "organisation" },
];

export default function ObligationsPage() {
  return (
    <Page title={t("obligations.title")} lead={t("obligations.lead")}>
      <Sums />
      <SearchTable<ObligationRow>
        path={PATH} caption={t("obligations.title")} columns={COLUMNS()} filters={FILTERS()} search={t("obligations.search")} rowKey={(row) => row.payer_id}
        rowHref={(row) => `/funds/payers/${row.payer_id}/months/${row.period}`} exportPath={`${PATH}/export`} empty={{ title: t("obligations.empty"), text: t("obligations.empty.text") }}
      />
    </Page>
  );
}

/** The sums of the filtered list. */
function Sums() {
  const [wanted] = useUrlState(PARAMS);
  const { today } = useMe();
  const query = useApi<ObligationPage>(PATH, { ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)), limit: 1 });
  return (
    <Loaded query={query} rows={2}>
      {(data) => (
        <FigureRow>
          <Figure label={t("obligations.due")} value={<Money fen={data.due_fen} />} note={t("obligations.month", { period: data.period })} />
          <Figure label={t("obligations.paid")} value={<Money fen={data.paid_fen} />} />
          <Figure label={t("obligations.left")} value={<Money fen={data.left_fen} />} note={t(data.due_on < today ? "obligations.was_due" : "obligations.is_due", { date: data.due_on })} />
          <Figure label={t("obligations.undeclared")} value={data.undeclared} note={t("obligations.of_payers", { n: data.payers })} />
        </FigureRow>
      )}
    </Loaded>
  );
}
