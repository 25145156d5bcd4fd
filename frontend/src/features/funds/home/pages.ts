/** Pages of the finance home, the plans and the reconciliation. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];
const LEDGER = ["ledger:read"];

export const PLAN_PAGES: readonly PageRoute[] = [
  { path: "/funds", title: "funds.home", permissions: READ, page: () => import("./FundsHomePage") },
  { path: "/funds/plans", title: "fund_plans.title", permissions: READ, page: () => import("../plans/PlansPage") },
  { path: "/funds/plans/$id", title: "fund_plans.one", permissions: READ, page: () => import("../plans/PlanPage") },
  { path: "/funds/reconciliations", title: "reconciliations.title", permissions: LEDGER, page: () => import("../reconciliation/ReconciliationsPage") },
  { path: "/funds/reconciliations/$id", title: "reconciliations.one", permissions: LEDGER, page: () => import("../reconciliation/ReconciliationPage") },
];
