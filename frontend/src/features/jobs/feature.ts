/** One background job on a page of its own, so that progress can be linked and found again. */
import type { Feature } from "@/lib/feature";

export const jobs: Feature = {
  code: "jobs",
  menu: [],
  routes: [{ path: "/jobs/$id", title: "jobs.title", permissions: [], page: () => import("./JobPage") }],
};
