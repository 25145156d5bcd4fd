/** The union tree: list beside the tree, card, register and correct, head-counts. */
import type { Feature } from "@/lib/feature";

import { STANDARD_MENU, STANDARD_PAGES } from "./six_have/pages";
import { DRIVE_MENU, DRIVE_PAGES } from "./drive/pages";
import { FOUNDING_MENU, FOUNDING_PAGES } from "./founding/pages";
import { STRUCTURE_MENU, STRUCTURE_PAGES } from "./structure/pages";
import { TERM_MENU, TERM_PAGES } from "./terms/pages";

const READ = ["organisations:read"];
const EDIT = ["organisations:edit", "organisations:edit_own"];

export const organisations: Feature = {
  code: "organisations",
  menu: [
    { path: "/organisations", label: "organisations.title", icon: "apartment", order: 10, permissions: READ },
    ...FOUNDING_MENU,
    ...DRIVE_MENU,
    ...STRUCTURE_MENU,
    ...TERM_MENU,
    ...STANDARD_MENU,
  ],
  routes: [
    { path: "/organisations", title: "organisations.title", permissions: READ, page: () => import("./OrganisationsPage") },
    { path: "/organisations/new", title: "organisations.new", permissions: ["organisations:edit"], page: () => import("./NewOrganisationPage") },
    { path: "/organisations/$id", title: "organisations.one", permissions: READ, page: () => import("./OrganisationPage") },
    { path: "/organisations/$id/edit", title: "organisations.edit", permissions: EDIT, page: () => import("./EditOrganisationPage") },
    { path: "/organisations/$id/head-counts", title: "organisations.head_count", permissions: EDIT, page: () => import("./HeadCountPage") },
    ...FOUNDING_PAGES,
    ...DRIVE_PAGES,
    ...STRUCTURE_PAGES,
    ...TERM_PAGES,
    ...STANDARD_PAGES,
  ],
};
