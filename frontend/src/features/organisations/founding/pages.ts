/** Pages of founding and their menu entries. */
import type { MenuEntry, PageRoute } from "@/lib/feature";

const READ = ["organisations:read"];
/** A founding stands at the place of the union that replies: those below see none, so their menu has no entry. */
const TAKING_PART = ["organisations:found", "organisations:approve_founding"];

export const FOUNDING_MENU: readonly MenuEntry[] = [
  { path: "/organisations/foundings", label: "founding.title", icon: "form", order: 11, permissions: TAKING_PART },
];

export const FOUNDING_PAGES: readonly PageRoute[] = [
  { path: "/organisations/foundings", title: "founding.title", permissions: READ, page: () => import("./FoundingsPage") },
  { path: "/organisations/foundings/new", title: "founding.new", permissions: ["organisations:found"], page: () => import("./NewFoundingPage") },
  { path: "/organisations/foundings/$id", title: "founding.one", permissions: READ, page: () => import("./FoundingPage") },
  { path: "/organisations/foundings/$id/slate", title: "founding.slate", permissions: ["organisations:found"], page: () => import("./SlatePage") },
  { path: "/organisations/foundings/$id/election", title: "founding.election", permissions: ["organisations:found"], page: () => import("./ElectionPage") },
  { path: "/organisations/foundings/$id/letters/$letter", title: "founding.letter", permissions: READ, page: () => import("./LetterPage") },
];
