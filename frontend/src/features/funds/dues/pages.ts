/** Pages of members' dues. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const DUES_PAGES: readonly PageRoute[] = [
  { path: "/funds/dues", title: "dues.title", permissions: READ, page: () => import("./DuesPage") },
  { path: "/funds/dues/$id", title: "dues.one", permissions: READ, page: () => import("./DuesBatchPage") },
  { path: "/funds/dues/$id/edit", title: "dues.fill", permissions: ["funds:declare"], page: () => import("./DuesBasesPage") },
];
