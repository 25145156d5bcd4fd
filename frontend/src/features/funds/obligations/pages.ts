/** Pages of obligations. */
import type { PageRoute } from "@/lib/feature";

export const OBLIGATION_PAGES: readonly PageRoute[] = [
  { path: "/funds/obligations", title: "obligations.title", permissions: ["funds:read"], page: () => import("./ObligationsPage") },
  { path: "/funds/declarations/new", title: "obligations.declare", permissions: ["funds:declare"], page: () => import("./DeclarePage") },
];
