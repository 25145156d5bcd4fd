/** Pages of the ledger. */
import type { PageRoute } from "@/lib/feature";

const LEDGER = ["ledger:read"];

export const LEDGER_PAGES: readonly PageRoute[] = [
  { path: "/funds/ledger", title: "ledger.title", permissions: LEDGER, page: () => import("./LedgerPage") },
  { path: "/funds/ledger/entries", title: "ledger.entries", permissions: LEDGER, page: () => import("./EntriesPage") },
  { path: "/funds/ledger/entries/new", title: "ledger.post", permissions: ["funds:book"], page: () => import("./NewEntryPage") },
  { path: "/funds/ledger/entries/$id", title: "ledger.entry", permissions: LEDGER, page: () => import("./EntryPage") },
  { path: "/funds/ledger/months", title: "ledger.months", permissions: LEDGER, page: () => import("./MonthsPage") },
  { path: "/funds/ledger/months/$period", title: "ledger.month.one", permissions: LEDGER, page: () => import("./MonthPage") },
];
