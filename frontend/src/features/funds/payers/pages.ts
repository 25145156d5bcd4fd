/** Pages of payers. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];
const KEEP = ["funds:collect"];

export const PAYER_PAGES: readonly PageRoute[] = [
  { path: "/funds/payers", title: "payers.title", permissions: READ, page: () => import("./PayersPage") },
  { path: "/funds/own-obligations", title: "obligations.own", permissions: ["funds:declare"], page: () => import("./OwnObligationsPage") },
  { path: "/funds/undeclared", title: "undeclared.title", permissions: READ, page: () => import("../obligations/UndeclaredPage") },
  { path: "/funds/payer-years", title: "payer_years.title", permissions: READ, page: () => import("./YearListsPage") },
  { path: "/funds/payers/new", title: "payers.new", permissions: KEEP, page: () => import("./NewPayerPage") },
  { path: "/funds/payers/$id", title: "payers.one", permissions: READ, page: () => import("./PayerPage") },
  { path: "/funds/payers/$id/edit", title: "payers.edit", permissions: KEEP, page: () => import("./EditPayerPage") },
  { path: "/funds/payers/$id/months/$period", title: "payers.month", permissions: READ, page: () => import("./PayerMonthPage") },
];
