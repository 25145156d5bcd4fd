/** Members: list, card, register, membership changes, transfers, roll import. */
import type { Feature } from "@/lib/feature";

const READ = ["members:read"];
const ENROL = ["members:enrol"];
const IMPORT = ["members:import"];
const CHECK = ["members:check"];
const LISTS = ["members:list_import"];

export const members: Feature = {
  code: "members",
  menu: [
    { path: "/members", label: "members.title", icon: "team", order: 20, permissions: READ },
    { path: "/members/imports", label: "members.imports", icon: "upload", order: 22, permissions: IMPORT },
    { path: "/members/applications", label: "applications.title", icon: "team", order: 21, permissions: READ },
    { path: "/members/cases", label: "members.cases", icon: "swap", order: 24, permissions: READ },
    { path: "/members/endings", label: "endings.title", icon: "swap", order: 25, permissions: READ },
    { path: "/members/batches", label: "batches.title", icon: "team", order: 26, permissions: READ },
    { path: "/members/change-requests", label: "records.changes", icon: "profile", order: 26, permissions: READ },
    { path: "/members/duplicates", label: "records.pairs", icon: "check", order: 27, permissions: READ },
    { path: "/members/lists", label: "records.lists", icon: "file", order: 28, permissions: LISTS },
    { path: "/members/figures", label: "figures.title", icon: "bar-chart", order: 52, permissions: READ },
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
    { path: "/members/applications", title: "applications.title", permissions: READ, page: () => import("./applications/ApplicationsPage") },
    { path: "/members/applications/new", title: "applications.new", permissions: ENROL, page: () => import("./applications/NewApplicationPage") },
    { path: "/members/applications/$id", title: "applications.one", permissions: READ, page: () => import("./applications/ApplicationPage") },
    { path: "/members/transfers", title: "transfers.sent", permissions: READ, page: () => import("./transfers/SentPage") },
    { path: "/members/transfers/$id", title: "transfers.one", permissions: READ, page: () => import("./transfers/SentTransferPage") },
    { path: "/members/transfers/$id/letter", title: "transfers.letter", permissions: READ, page: () => import("./transfers/LetterPage") },
    { path: "/members/endings", title: "endings.title", permissions: READ, page: () => import("./endings/EndingsPage") },
    { path: "/members/endings/$id", title: "endings.one", permissions: READ, page: () => import("./endings/EndingPage") },
    { path: "/members/batches", title: "batches.title", permissions: READ, page: () => import("./batches/BatchesPage") },
    { path: "/members/batches/new", title: "batches.new", permissions: ENROL, page: () => import("./batches/NewBatchPage") },
    { path: "/members/batches/$id", title: "batches.one", permissions: READ, page: () => import("./batches/BatchPage") },
    { path: "/members/bulk", title: "bulk.runs", permissions: READ, page: () => import("./bulk/BulkRunsPage") },
    { path: "/members/bulk/$id", title: "bulk.run", permissions: READ, page: () => import("./bulk/BulkRunPage") },
    { path: "/members/figures", title: "figures.title", permissions: READ, page: () => import("./figures/BreakdownPage") },
    { path: "/members/figures/rows", title: "figures.rows", permissions: READ, page: () => import("./figures/BreakdownRowsPage") },
    { path: "/members/$id", title: "members.one", permissions: READ, page: () => import("./MemberPage") },
    { path: "/members/$id/edit", title: "members.edit", permissions: ["members:edit"], page: () => import("./EditMemberPage") },
  ],
};
