/** Own account, and the accounts of everyone for the system administrator. */
import type { Feature } from "@/lib/feature";

const READ = ["accounts:read"];
const MANAGE = ["accounts:manage"];
const GRANTS = ["grants:read"];
const PROPOSE = ["grants:propose"];
const SESSIONS = ["sessions:manage"];
const DELEGATE = ["delegations:manage"];

export const identity: Feature = {
  code: "identity",
  menu: [
    { path: "/accounts", label: "accounts.title", icon: "user", order: 80, permissions: READ },
    { path: "/grants", label: "grants.title", icon: "audit", order: 81, permissions: GRANTS },
    { path: "/sessions", label: "sessions.title", icon: "safety", order: 81, permissions: SESSIONS },
  ],
  routes: [
    { path: "/account", title: "account.title", permissions: [], page: () => import("./OwnAccountPage") },
    { path: "/accounts", title: "accounts.title", permissions: READ, page: () => import("./AccountsPage") },
    { path: "/accounts/new", title: "accounts.new", permissions: MANAGE, page: () => import("./NewAccountPage") },
    { path: "/accounts/$id", title: "accounts.title", permissions: READ, page: () => import("./AccountPage") },
    { path: "/accounts/$id/rights", title: "grants.propose", permissions: PROPOSE, page: () => import("./ProposeRightsPage") },
    { path: "/accounts/$id/handover", title: "handover.title", permissions: MANAGE, page: () => import("./HandoverPage") },
    { path: "/grants", title: "grants.title", permissions: GRANTS, page: () => import("./GrantsPage") },
    { path: "/sessions", title: "sessions.title", permissions: SESSIONS, page: () => import("./SessionsPage") },
    { path: "/grants/$id", title: "grants.title", permissions: GRANTS, page: () => import("./GrantPage") },
    { path: "/account/delegations", title: "delegations.title", permissions: [], page: () => import("./DelegationsPage") },
    { path: "/account/delegations/new", title: "delegations.new", permissions: DELEGATE, page: () => import("./NewDelegationPage") },
    { path: "/account/relatives", title: "relatives.title", permissions: [], page: () => import("./RelativesPage") },
  ],
};
