/** Exports of more persons than one may take alone: ask, decide, download. */
import type { Feature } from "@/lib/feature";

const READ = ["exports:read"];

export const exports: Feature = {
  code: "exports",
  menu: [{ path: "/exports", label: "exports.title", icon: "file", order: 72, permissions: READ }],
  routes: [
    { path: "/exports", title: "exports.title", permissions: READ, page: () => import("./ExportsPage") },
    { path: "/exports/new", title: "exports.new", permissions: ["exports:request"], page: () => import("./NewExportPage") },
    { path: "/exports/$id", title: "exports.one", permissions: READ, page: () => import("./ExportPage") },
  ],
};
