/** Pages of terms, re-elections, extensions and legal personality, and their menu entries. */
import type { MenuEntry, PageRoute } from "@/lib/feature";

const READ = ["organisations:read"];
const FILE = ["terms:file"];

export const TERM_MENU: readonly MenuEntry[] = [
  { path: "/terms", label: "terms.title", icon: "calendar", order: 12, permissions: READ },
  { path: "/reelections", label: "reelections.title", icon: "swap", order: 13, permissions: READ },
  { path: "/legal-registrations", label: "legal.title", icon: "safety", order: 14, permissions: READ },
];

export const TERM_PAGES: readonly PageRoute[] = [
  { path: "/terms", title: "terms.title", permissions: READ, page: () => import("./TermsPage") },
  { path: "/reelections", title: "reelections.title", permissions: READ, page: () => import("./ReelectionsPage") },
  { path: "/reelections/$id", title: "reelections.one", permissions: READ, page: () => import("./ReelectionPage") },
  { path: "/reelections/$id/report", title: "reelections.report", permissions: FILE, page: () => import("./ReportPage") },
  { path: "/term-extensions", title: "extensions.title", permissions: READ, page: () => import("./ExtensionsPage") },
  { path: "/term-extensions/$id", title: "extensions.one", permissions: READ, page: () => import("./ExtensionPage") },
  { path: "/organisations/$id/terms", title: "terms.of_union", permissions: READ, page: () => import("./UnionTermsPage") },
  { path: "/organisations/$id/legal", title: "legal.of_union", permissions: READ, page: () => import("../legal/UnionLegalPage") },
  { path: "/legal-registrations", title: "legal.title", permissions: READ, page: () => import("../legal/RegistrationsPage") },
  { path: "/legal-registrations/$id", title: "legal.one", permissions: READ, page: () => import("../legal/RegistrationPage") },
  { path: "/legal-certificates", title: "legal.certificates", permissions: READ, page: () => import("../legal/CertificatesPage") },
];
