/** Dated parameters and the proposals to change them. */
import type { Feature } from "@/lib/feature";

const READ = ["parameters:read"];
const PROPOSE = ["parameters:propose"];

export const parameters: Feature = {
  code: "parameters",
  menu: [{ path: "/parameters", label: "parameters.title", icon: "setting", order: 84, permissions: READ }],
  routes: [
    { path: "/parameters", title: "parameters.title", permissions: READ, page: () => import("./ParametersPage") },
    { path: "/parameters/proposals", title: "parameters.proposals", permissions: READ, page: () => import("./ProposalsPage") },
    { path: "/parameters/proposals/$id", title: "parameters.proposal", permissions: READ, page: () => import("./ProposalPage") },
    { path: "/parameters/$key", title: "parameters.title", permissions: READ, page: () => import("./ParameterPage") },
    { path: "/parameters/$key/propose", title: "parameters.propose", permissions: PROPOSE, page: () => import("./ProposePage") },
  ],
};
