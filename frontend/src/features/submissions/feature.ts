/** Periodic returns of the unions: fill, check, review, completeness. */
import type { Feature } from "@/lib/feature";

const READ = ["returns:read"];
const BOARD = ["board:read"];

export const submissions: Feature = {
  code: "submissions",
  menu: [
    { path: "/returns", label: "returns.title", icon: "form", order: 30, permissions: READ },
    { path: "/returns/board", label: "returns.board.title", icon: "check", order: 34, permissions: BOARD },
  ],
  routes: [
    { path: "/returns", title: "returns.title", permissions: READ, page: () => import("./ReturnsPage") },
    { path: "/returns/board", title: "returns.board.title", permissions: BOARD, page: () => import("./CompletenessPage") },
    { path: "/returns/missing", title: "returns.missing.title", permissions: READ, page: () => import("./MissingReturnsPage") },
    { path: "/returns/$id", title: "returns.one", permissions: READ, page: () => import("./ReturnPage") },
    { path: "/returns/$id/check", title: "returns.check.title", permissions: READ, page: () => import("./CheckPage") },
    { path: "/returns/$id/print", title: "returns.print.title", permissions: READ, page: () => import("./PrintPage") },
  ],
};
