/** The audit trail. */
import type { Feature } from "@/lib/feature";

const READ = ["audit:read"];

export const audit: Feature = {
  code: "audit",
  menu: [{ path: "/audit", label: "audit.title", icon: "audit", order: 82, permissions: READ }],
  routes: [{ path: "/audit", title: "audit.title", permissions: READ, page: () => import("./AuditPage") }],
};
