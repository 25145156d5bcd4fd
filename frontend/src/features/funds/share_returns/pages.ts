/** Pages of returns to base unions and of the small-payer policy. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const SHARE_RETURN_PAGES: readonly PageRoute[] = [
  { path: "/funds/share-returns", title: "share_returns.title", permissions: READ, page: () => import("./ShareReturnsPage") },
  { path: "/funds/share-returns/new", title: "share_returns.new", permissions: ["funds:book"], page: () => import("./NewShareReturnPage") },
  { path: "/funds/share-returns/lines", title: "share_returns.lines", permissions: READ, page: () => import("./ReturnLinesPage") },
  { path: "/funds/share-returns/$id", title: "share_returns.one", permissions: READ, page: () => import("./ShareReturnPage") },
  { path: "/funds/small-payers", title: "small_payers.title", permissions: READ, page: () => import("./SmallPayersPage") },
];
