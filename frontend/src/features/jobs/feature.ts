/** Own background jobs, each on a page that can be linked and found again. */
import type { Feature } from "@/lib/feature";

/** Only imports start jobs today. */
const READ = ["members:import"];

export const jobs: Feature = {
  code: "jobs",
  menu: [{ path: "/jobs", label: "jobs.title", icon: "swap", order: 70, permissions: READ }],
  routes: [
    { path: "/jobs", title: "jobs.title", permissions: READ, page: () => import("./JobsPage") },
    { path: "/jobs/$id", title: "jobs.one", permissions: [], page: () => import("./JobPage") },
  ],
};
