/** Pages of 六有, 职工之家 and 会员评家, and their menu entries. */
import type { MenuEntry, PageRoute } from "@/lib/feature";

const READ = ["organisations:read"];
const RECORD = ["evaluations:record"];

export const STANDARD_MENU: readonly MenuEntry[] = [
  { path: "/six-have", label: "six_have.title", icon: "check", order: 16, permissions: READ },
  { path: "/home-ratings", label: "homes.title", icon: "home", order: 17, permissions: READ },
  { path: "/member-evaluations", label: "evaluations.title", icon: "audit", order: 18, permissions: READ },
];

export const STANDARD_PAGES: readonly PageRoute[] = [
  { path: "/six-have", title: "six_have.title", permissions: READ, page: () => import("./StandingsPage") },
  { path: "/six-have/checks", title: "six_have.checks", permissions: READ, page: () => import("./ChecksPage") },
  { path: "/six-have/checks/$id", title: "six_have.one", permissions: READ, page: () => import("./CheckPage") },
  { path: "/home-ratings", title: "homes.title", permissions: READ, page: () => import("../homes/HomeRatingsPage") },
  { path: "/home-ratings/new", title: "homes.apply", permissions: ["homes:apply"], page: () => import("../homes/NewHomeRatingPage") },
  { path: "/home-ratings/$id", title: "homes.title", permissions: READ, page: () => import("../homes/HomeRatingPage") },
  { path: "/member-evaluations", title: "evaluations.title", permissions: READ, page: () => import("../evaluations/EvaluationsPage") },
  { path: "/member-evaluations/missing", title: "evaluations.missing", permissions: READ, page: () => import("../evaluations/MissingEvaluationsPage") },
  { path: "/member-evaluations/new", title: "evaluations.record", permissions: RECORD, page: () => import("../evaluations/NewEvaluationPage") },
  { path: "/member-evaluations/$id", title: "evaluations.title", permissions: READ, page: () => import("../evaluations/EvaluationPage") },
];
