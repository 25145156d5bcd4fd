/** Members: list, card, register, membership changes, transfers, roll import. */
import type { Feature } from "@/lib/feature";

const READ = ["members:read"];
const ENROL = ["members:enrol"];
const IMPORT = ["members:import"];
const CHECK = ["members:check"];
const JUDGE = ["members:judge_duplicates"];
const LISTS = ["members:list_import"];

export const members: Feature = {
  code: "members",
  menu: [
    { path: "/members", label: "members.title", icon: "team", order: 20, permissions: READ },
    { path: "/members/imports", label: "members.imports", icon: "upload", order: 22, permissions: IMPORT },
    { path: "/members/cases", label: "members.cases", icon: "swap", order: 24, permissions: READ },
    { path: "/members/change-requests", label: "records.changes", icon: "profile", order: 26, permissions: READ },
    { path: "/members/duplicates", label: "records.pairs", icon: "check", order: 27, permissions: JUDGE },
    { path: "/members/lists", label: "records.lists", icon: "file", order: 28, permissions: LISTS },
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
    { path: "/members/change-requests", title: "records.changes", permissions: READ, page: () => import("./changeRequests/ChangeRequestsPage") },
    { path: "/members/change-requests/$id", title: "records.change", permissions: READ, page: () => import("./changeRequests/ChangeRequestPage") },
    { path: "/members/duplicates", title: "records.pairs", permissions: READ, page: () => import("./duplicates/DuplicatesPage") },
    { path: "/members/duplicates/$id", title: "records.pair", permissions: READ, page: () => import("./duplicates/DuplicatePage") },
    { path: "/members/lists", title: "records.lists", permissions: LISTS, page: () => import("./listImports/ListsPage") },
    { path: "/members/lists/new", title: "records.lists.new", permissions: LISTS, page: () => import("./listImports/NewListPage") },
    { path: "/members/lists/$id", title: "records.list", permissions: LISTS, page: () => import("./listImports/ListPage") },
    { path: "/members/$id/correct", title: "records.change.correct", permissions: ["members:edit"], page: () => import("./changeRequests/NewChangeRequestPage") },
    { path: "/members/$id", title: "members.one", permissions: READ, page: () => import("./MemberPage") },
    { path: "/members/$id/edit", title: "members.edit", permissions: ["members:edit"], page: () => import("./EditMemberPage") },
  ],
};
