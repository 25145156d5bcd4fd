/** Pages of reliefs. */
import type { PageRoute } from "@/lib/feature";

export const RELIEF_PAGES: readonly PageRoute[] = [
  { path: "/funds/reliefs", title: "reliefs.title", permissions: ["funds:read"], page: () => import("./ReliefsPage") },
];
