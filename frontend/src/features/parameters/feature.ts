/** Dated parameters. */
import type { Feature } from "@/lib/feature";

const READ = ["parameters:read"];

export const parameters: Feature = {
  code: "parameters",
  menu: [{ path: "/parameters", label: "parameters.title", icon: "setting", order: 84, permissions: READ }],
  routes: [
    { path: "/parameters", title: "parameters.title", permissions: READ, page: () => import("./ParametersPage") },
    { path: "/parameters/$key", title: "parameters.title", permissions: READ, page: () => import("./ParameterPage") },
  ],
};
