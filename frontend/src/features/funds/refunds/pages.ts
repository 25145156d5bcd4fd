/** Pages of refunds. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const REFUND_PAGES: readonly PageRoute[] = [
  { path: "/funds/refunds", title: "refunds.title", permissions: READ, page: () => import("./RefundsPage") },
  { path: "/funds/refunds/new", title: "refunds.new", permissions: ["funds:declare"], page: () => import("./NewRefundPage") },
  { path: "/funds/refunds/$id", title: "refunds.one", permissions: READ, page: () => import("./RefundPage") },
];
