/** Routes of statements and exceptions. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const STATEMENT_PAGES: readonly PageRoute[] = [
  { path: "/funds/statements", title: "statements.title", permissions: READ, page: () => import("./StatementsPage") },
  { path: "/funds/statements/new", title: "statements.new", permissions: ["funds:import"], page: () => import("./NewStatementPage") },
  { path: "/funds/statements/$id", title: "statements.one", permissions: READ, page: () => import("./StatementPage") },
  { path: "/funds/exceptions", title: "exceptions.title", permissions: READ, page: () => import("./ExceptionsPage") },
  { path: "/funds/exceptions/$id", title: "exceptions.one", permissions: READ, page: () => import("./ExceptionPage") },
];
