/** Pages of arrears and dunning. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const ARREARS_PAGES: readonly PageRoute[] = [
  { path: "/funds/arrears", title: "arrears.title", permissions: READ, page: () => import("./ArrearsPage") },
  { path: "/funds/arrears/$id", title: "arrears.one", permissions: READ, page: () => import("./PayerArrearsPage") },
  { path: "/funds/arrears-cases", title: "arrears_cases.title", permissions: READ, page: () => import("./ArrearsCasesPage") },
  { path: "/funds/arrears-cases/$id", title: "arrears_cases.one", permissions: READ, page: () => import("./ArrearsCasePage") },
  { path: "/funds/dunning-notices/$id", title: "dunning.one", permissions: READ, page: () => import("./DunningNoticePage") },
];
