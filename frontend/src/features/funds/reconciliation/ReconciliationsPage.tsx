/** Comparisons of the books: one for every business day, newest first. */
import { api } from "@/api/client";
import type { FundReconciliationOut, FundReconciliationRow } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, Count, Money, Page, ProblemPanel, SearchTable, ToneTag, useGo, useNotify, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPlans";

const PATH = "/funds/reconciliations";

const COLUMNS = (): Column<FundReconciliationRow>[] => [
  { key: "as_of", title: t("reconciliations.as_of"), render: (row) => <span className="number">{row.as_of}</span> },
  { key: "payments", title: t("reconciliations.payments"), align: "right", width: 110, render: (row) => <Count value={row.payments} /> },
  { key: "receipts", title: t("reconciliations.receipts"), align: "right", width: 180, render: (row) => <Money fen={row.receipts_fen} /> },
  { key: "at", title: t("reconciliations.at"), width: 170, render: (row) => <span className="number">{moment(row.recorded_at)}</span> },
  { key: "by", title: t("reconciliations.by"), width: 110, render: (row) => row.person_name },
  { key: "result", title: t("reconciliations.result"), width: 130, render: (row) => <Result row={row} /> },
];

const FILTERS = (): Filter[] => [
  { name: "is_balanced", label: t("reconciliations.only"), kind: "choice", options: [{ value: "false", label: t("reconciliations.only.bad") }] },
];

export default function ReconciliationsPage() {
  const can = useCan();
  const go = useGo();
  const notify = useNotify();
  const run = useSend(() => api.post<FundReconciliationOut>(PATH), {
    refresh: [PATH], onDone: (made) => { notify.done(t("reconciliations.done")); go(`${PATH}/${made.id}`); },
  });
  return (
    <Page
      title={t("reconciliations.title")} lead={t("reconciliations.lead")} trail={[{ label: t("funds.home"), href: "/funds" }]}
      actions={can("funds:book") && <Button type="primary" aria-disabled={run.busy} onClick={() => { if (!run.busy) void run.send(undefined); }}>{t("reconciliations.run")}</Button>}
    >
      {run.error && <ProblemPanel error={run.error} />}
      <SearchTable<FundReconciliationRow>
        path={PATH} caption={t("reconciliations.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `${PATH}/${row.id}`} empty={{ title: t("reconciliations.empty"), text: t("reconciliations.empty.text") }}
      />
    </Page>
  );
}

export function Result({ row }: { readonly row: Pick<FundReconciliationRow, "is_balanced" | "differences"> }) {
  if (row.is_balanced) return <ToneTag tone="good">{t("reconciliations.balanced")}</ToneTag>;
  return <ToneTag tone="problem">{t("reconciliations.unbalanced", { n: row.differences })}</ToneTag>;
}
