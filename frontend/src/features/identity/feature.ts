/** Own account, and the accounts of everyone for the system administrator. */
import type { Feature } from "@/lib/feature";

const READ = ["accounts:read"];
const MANAGE = ["accounts:manage"];

export const identity: Feature = {
  code: "identity",
  menu: [{ path: "/accounts", label: "accounts.title", icon: "user", order: 80, permissions: READ }],
  routes: [
    { path: "/account", title: "account.title", permissions: [], page: () => import("./OwnAccountPage") },
    { path: "/accounts", title: "accounts.title", permissions: READ, page: () => import("./AccountsPage") },
    { path: "/accounts/new", title: "accounts.new", permissions: MANAGE, page: () => import("./NewAccountPage") },
    { path: "/accounts/$id", title: "accounts.title", permissions: READ, page: () => import("./AccountPage") },
  ],
};
