/** One comparison of the books: the five sums side by side, month by month, and every difference with its rows. */
import { useParams } from "@tanstack/react-router";

import type { FundDifferenceOut, FundReconciliationOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { AppLink, CodeLabel, Count, DataTable, Facts, Loaded, Money, Page, Panel, SearchTable, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

import { Result } from "./ReconciliationsPage";

const PATH = "/funds/reconciliations";
type Month = FundReconciliationOut["months"][number];

export default function ReconciliationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<FundReconciliationOut>(`${PATH}/${id}`);
  const run = query.data;
  return (
    <Page
      title={run ? t("reconciliations.of", { date: run.as_of }) : t("reconciliations.title")} trail={[{ label: t("funds.home"), href: "/funds" }, { label: t("reconciliations.title"), href: PATH }]}
      mark={run && <Result row={run} />} lead={run && `${run.start} — ${run.as_of} · ${moment(run.recorded_at)} · ${run.person_name}`}
    >
      <Loaded query={query} rows={8}>{(data) => <Card run={data} />}</Loaded>
    </Page>
  );
}

function Card({ run }: { readonly run: FundReconciliationOut }) {
  const sums = [
    ["receipts", run.receipts_fen], ["parts", run.parts_fen], ["ledger", run.ledger_fen], ["imported", run.imported_fen],
    ["source", run.source_fen], ["year", run.year_fen], ["figure", run.figure_fen],
  ] as const;
  return (
    <>
      <Panel>
        <Facts facts={sums.map(([name, fen]) => ({ key: name, label: t(`reconciliations.${name}`), value: <Money fen={fen} /> }))} />
      </Panel>
      {!run.is_balanced && (
        <SearchTable<FundDifferenceOut>
          path={`${PATH}/${run.id}/differences`} caption={t("reconciliations.differences")} columns={DIFFERENCES()} filters={FILTERS()}
          rowKey={(row) => String(row.number)} empty={{ title: t("reconciliations.differences.empty") }}
        />
      )}
      <Panel title={t("reconciliations.months")} flush>
        <DataTable caption={t("reconciliations.months")} columns={MONTHS()} rows={run.months} rowKey={(row) => `${row.period}-${row.channel}`} />
      </Panel>
    </>
  );
}

const FILTERS = (): Filter[] => [{ name: "kind", label: t("reconciliations.kind"), kind: "code", code: "FundDifferenceKind" }];

const DIFFERENCES = (): Column<FundDifferenceOut>[] => [
  { key: "subject", title: t("reconciliations.subject"), render: (row) => row.subject },
  { key: "kind", title: t("reconciliations.kind"), width: 170, render: (row) => <CodeLabel code="FundDifferenceKind" value={row.kind} /> },
  { key: "period", title: t("reconciliations.period"), width: 100, render: (row) => <span className="number">{row.period}</span> },
  { key: "left", title: t("reconciliations.left"), align: "right", width: 130, render: (row) => <Money fen={row.left_fen} /> },
  { key: "right", title: t("reconciliations.right"), align: "right", width: 130, render: (row) => <Money fen={row.right_fen} /> },
  { key: "difference", title: t("reconciliations.difference"), align: "right", width: 110, render: (row) => <strong><Money fen={row.difference_fen} /></strong> },
  { key: "rows", title: t("reconciliations.rows"), width: 150, render: (row) => <Rows row={row} /> },
];

function Rows({ row }: { readonly row: FundDifferenceOut }) {
  return (
    <span className="row-gap">
      {row.collection_id && <AppLink href={`/funds/collections/${row.collection_id}`}>{t("reconciliations.rows.collection")}</AppLink>}
      {row.entry_id && <AppLink href={`/funds/ledger/entries/${row.entry_id}`}>{t("reconciliations.rows.entry")}</AppLink>}
      {row.statement_id && <AppLink href={`/funds/statements/${row.statement_id}`}>{t("reconciliations.rows.statement")}</AppLink>}
    </span>
  );
}

const MONTHS = (): Column<Month>[] => [
  { key: "period", title: t("reconciliations.period"), width: 110, render: (row) => <span className="number">{row.period}</span> },
  { key: "channel", title: t("reconciliations.channel"), width: 110, render: (row) => <CodeLabel code="CollectionChannel" value={row.channel} /> },
  { key: "payments", title: t("reconciliations.payments"), align: "right", width: 100, render: (row) => <Count value={row.payments} /> },
  { key: "receipts", title: t("reconciliations.receipts"), align: "right", render: (row) => <Money fen={row.receipts_fen} /> },
  { key: "parts", title: t("reconciliations.parts"), align: "right", render: (row) => <Money fen={row.parts_fen} /> },
  { key: "ledger", title: t("reconciliations.ledger"), align: "right", render: (row) => <Money fen={row.ledger_fen} /> },
  { key: "imported", title: t("reconciliations.imported"), align: "right", render: (row) => <Money fen={row.imported_fen} /> },
  { key: "source", title: t("reconciliations.source"), align: "right", render: (row) => <Money fen={row.source_fen} /> },
];
