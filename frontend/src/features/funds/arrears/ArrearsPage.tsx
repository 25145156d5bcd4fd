/** 欠费清册: payers in arrears with age and limitation; the largest amounts first. */
import { useApi } from "@/api/query";
import type { ArrearsRow, ArrearsSummaryOut } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeTag, Count, Figure, FigureRow, Loaded, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

import { AGE_TONES, CASES, CASE_TONES, LIMIT_TONES, LIST } from "./looks";

const OLD: readonly string[] = ["d365", "over"];

const COLUMNS = (): Column<ArrearsRow>[] => [
  { key: "payer", title: t("arrears.payer"), render: (row) => row.payer_name },
  { key: "union", title: t("arrears.union"), deskOnly: true, render: (row) => row.organisation_name },
  { key: "channel", title: t("arrears.channel"), width: 96, render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "months", title: t("arrears.months"), width: 84, align: "right", render: (row) => <Count value={row.months} /> },
  { key: "age", title: t("arrears.age"), width: 150, render: (row) => <><CodeTag code="AgeBucket" value={row.bucket} tones={AGE_TONES} /> <span className="number quiet">{row.oldest_period}</span></> },
  { key: "total", title: t("arrears.total"), width: 130, align: "right", render: (row) => <Money fen={row.total_fen} /> },
  { key: "limitation", title: t("arrears.limitation"), width: 200, render: (row) => <><CodeTag code="LimitationFlag" value={row.limitation} tones={LIMIT_TONES} /> <span className="number quiet">{t("arrears.limitation.ends", { date: row.limitation_ends_on })}</span></> },
  { key: "case", title: t("arrears.case_of"), width: 150, render: (row) => (row.case_status ? <CodeTag code="ArrearsCaseState" value={row.case_status} tones={CASE_TONES} /> : <span className="quiet">{t("arrears.no_case")}</span>) },
];

const FILTERS = (): Filter[] => [
  { name: "bucket", label: t("arrears.age"), kind: "code", code: "AgeBucket" },
  { name: "limitation", label: t("arrears.limitation"), kind: "code", code: "LimitationFlag" },
  { name: "channel", label: t("arrears.channel"), kind: "code", code: "CollectionChannel" },
  { name: "has_case", label: t("arrears.has_case"), kind: "choice", options: [{ value: "true", label: t("arrears.has_case.yes") }, { value: "false", label: t("arrears.has_case.no") }] },
  { name: "organisation_id", label: t("arrears.below"), kind: "organisation" },
];

export default function ArrearsPage() {
  const go = useGo();
  const query = useApi<ArrearsSummaryOut>("/funds/arrears/summary");
  return (
    <Page title={t("arrears.title")} lead={t("arrears.lead")} actions={<Button onClick={() => go(CASES)}>{t("arrears.to_cases")}</Button>}>
      <Loaded query={query} rows={2}>{(data) => <Summary data={data} />}</Loaded>
      <SearchTable<ArrearsRow>
        path="/funds/arrears" caption={t("arrears.title")} columns={COLUMNS()} filters={FILTERS()} search={t("arrears.search")} rowKey={(row) => row.payer_id}
        rowHref={(row) => `${LIST}/${row.payer_id}`} exportPath="/funds/arrears/export" empty={{ title: t("arrears.empty"), text: t("arrears.empty.text") }}
      />
    </Page>
  );
}

function Summary({ data }: { readonly data: ArrearsSummaryOut }) {
  const old = data.buckets.filter(({ bucket }) => OLD.includes(bucket)).reduce((sum, { arrears_fen }) => sum + arrears_fen, 0);
  const share = data.arrears_fen ? `${((old / data.arrears_fen) * 100).toFixed(2)}%` : "—";
  const cases = data.cases.reduce((sum, { count }) => sum + count, 0);
  return (
    <FigureRow>
      <Figure label={t("arrears.figure.total")} value={<Money fen={data.arrears_fen} wan unit />} note={t("arrears.figure.total.note", { payers: data.payers, months: data.months, date: data.as_of })} />
      <Figure label={t("arrears.figure.old")} value={<Money fen={old} wan unit />} note={t("arrears.figure.old.note", { share })} />
      <Figure label={t("arrears.figure.limitation")} value={<Count value={data.limitation_soon} unit={t("arrears.unit.payers")} />} note={t("arrears.figure.limitation.note", { n: data.limitation_expired })} href={`${LIST}?limitation=soon`} />
      <Figure label={t("arrears.figure.cases")} value={<Count value={cases} unit={t("arrears.unit.cases")} />} href={`${CASES}?is_open=true`} />
    </FigureRow>
  );
}
