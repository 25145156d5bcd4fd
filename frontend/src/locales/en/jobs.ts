/** Words of background jobs. */
import type { jobs as zh } from "../zh/jobs";

export const jobs: Record<keyof typeof zh, string> = {
  "jobs.title": "Background job",
};
