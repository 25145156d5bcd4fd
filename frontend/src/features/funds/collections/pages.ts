/** Pages of payments and split tables. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const COLLECTION_PAGES: readonly PageRoute[] = [
  { path: "/funds/collections", title: "collections.title", permissions: READ, page: () => import("./CollectionsPage") },
  { path: "/funds/collections/new", title: "collections.book", permissions: ["funds:book"], page: () => import("./NewCollectionPage") },
  { path: "/funds/collections/$id", title: "collections.one", permissions: READ, page: () => import("./CollectionPage") },
  { path: "/funds/split-tables", title: "split.title", permissions: READ, page: () => import("./SplitTablesPage") },
];
