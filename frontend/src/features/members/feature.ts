/** Members: list, card, register, membership changes, transfers, roll import. */
import type { Feature } from "@/lib/feature";

const READ = ["members:read"];
const ENROL = ["members:enrol"];
const IMPORT = ["members:import"];
const CHECK = ["members:check"];

export const members: Feature = {
  code: "members",
  menu: [
    { path: "/members", label: "members.title", icon: "team", order: 20, permissions: READ },
    { path: "/members/imports", label: "members.imports", icon: "upload", order: 22, permissions: IMPORT },
    { path: "/members/cases", label: "members.cases", icon: "swap", order: 24, permissions: READ },
  ],
  routes: [
    { path: "/members", title: "members.title", permissions: READ, page: () => import("./MembersPage") },
    { path: "/members/new", title: "members.new", permissions: ENROL, page: () => import("./NewMemberPage") },
    { path: "/members/check", title: "members.check", permissions: CHECK, page: () => import("./CheckPage") },
    { path: "/members/cases", title: "members.cases", permissions: READ, page: () => import("./CasesPage") },
    { path: "/members/cases/$id", title: "members.case", permissions: READ, page: () => import("./CasePage") },
    { path: "/members/imports", title: "members.imports", permissions: IMPORT, page: () => import("./ImportsPage") },
    { path: "/members/imports/new", title: "members.imports.new", permissions: IMPORT, page: () => import("./NewImportPage") },
    { path: "/members/imports/$id", title: "members.import", permissions: IMPORT, page: () => import("./ImportPage") },
    { path: "/members/$id", title: "members.one", permissions: READ, page: () => import("./MemberPage") },
    { path: "/members/$id/edit", title: "members.edit", permissions: ["members:edit"], page: () => import("./EditMemberPage") },
  ],
};
