/** Pages of the coverage drive and of employers' sizes, and their menu entry. */
import type { MenuEntry, PageRoute } from "@/lib/feature";

const READ = ["organisations:read"];
const DRIVE = ["organisations:drive"];
/** The register is kept by the unions above; a grassroots union has none, so its menu has no entry. */
const KEEPING = ["organisations:drive", "organisations:approve_founding"];
const SIZES = ["organisations:sizes"];

export const DRIVE_MENU: readonly MenuEntry[] = [
  { path: "/organisations/drive", label: "drive.title", icon: "check", order: 11, permissions: KEEPING },
];

export const DRIVE_PAGES: readonly PageRoute[] = [
  { path: "/organisations/drive", title: "drive.title", permissions: READ, page: () => import("./DrivePage") },
  { path: "/organisations/drive/new", title: "drive.new", permissions: DRIVE, page: () => import("./EnterPage") },
  { path: "/organisations/drive/$id", title: "drive.one", permissions: READ, page: () => import("./EntryPage") },
  { path: "/organisations/employer-sizes", title: "sizes.title", permissions: SIZES, page: () => import("./SizesPage") },
  { path: "/organisations/employer-sizes/new", title: "sizes.new", permissions: SIZES, page: () => import("./SizesImportPage") },
];
