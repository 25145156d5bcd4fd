/** Pages of structure changes and their menu entry. */
import type { MenuEntry, PageRoute } from "@/lib/feature";

const READ = ["organisations:read"];
const ASK = ["organisations:restructure"];

export const STRUCTURE_MENU: readonly MenuEntry[] = [
  { path: "/structure-changes", label: "structure.title", icon: "swap", order: 11, permissions: READ },
];

export const STRUCTURE_PAGES: readonly PageRoute[] = [
  { path: "/structure-changes", title: "structure.title", permissions: READ, page: () => import("./ChangesPage") },
  { path: "/structure-changes/new", title: "structure.new", permissions: ASK, page: () => import("./NewChangePage") },
  { path: "/structure-changes/$id", title: "structure.one", permissions: READ, page: () => import("./ChangePage") },
];
