/** What waits in the funds: open items of the statements, arrears, the last comparison of the books. */
import type { ArrearsSummaryOut, FundExceptionPage, FundReconciliationPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { Count, Figure, FigureRow, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsPlans";

const EXCEPTIONS = "/funds/exceptions";

export function TodoPanel() {
  const can = useCan();
  const collects = can("funds:collect");
  const open = useApi<FundExceptionPage>(EXCEPTIONS, { status: "open", limit: 1 }, { enabled: collects });
  const assigned = useApi<FundExceptionPage>(EXCEPTIONS, { status: "assigned", limit: 1 }, { enabled: collects });
  const arrears = useApi<ArrearsSummaryOut>("/funds/arrears/summary").data;
  return (
    <Panel title={t("funds.todo")}>
      <FigureRow>
        {collects && <Figure label={t("funds.todo.open")} value={<Count value={open.data?.total} unit={t("funds.count.items")} />} href={`${EXCEPTIONS}?status=open`} />}
        {collects && <Figure label={t("funds.todo.assigned")} value={<Count value={assigned.data?.total} unit={t("funds.count.items")} />} href={`${EXCEPTIONS}?status=assigned`} />}
        <Figure
          label={t("funds.todo.payers")} value={<Count value={arrears?.payers} unit={t("funds.count")} />} href="/funds/arrears"
          note={arrears && t("funds.todo.arrears", { fen: yuan(arrears.arrears_fen), months: arrears.months })}
        />
        {arrears && <Figure label={t("funds.todo.limitation")} value={<Count value={arrears.limitation_soon + arrears.limitation_expired} unit={t("funds.count")} />} href="/funds/arrears" />}
        {can("ledger:read") && <LastReconciliation />}
      </FigureRow>
    </Panel>
  );
}

function LastReconciliation() {
  const last = useApi<FundReconciliationPage>("/funds/reconciliations", { limit: 1 }).data?.items[0];
  const value = !last ? t("funds.todo.never") : last.is_balanced ? t("funds.todo.balanced") : t("funds.todo.differences", { n: last.differences });
  return <Figure label={t("funds.todo.reconciliation")} value={value} note={last?.as_of} href={last ? `/funds/reconciliations/${last.id}` : "/funds/reconciliations"} />;
}
