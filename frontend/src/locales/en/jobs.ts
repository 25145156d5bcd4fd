/** Words of background jobs. */
import type { jobs as zh } from "../zh/jobs";

export const jobs: Record<keyof typeof zh, string> = {
  "jobs.title": "Background jobs",
  "jobs.one": "Background job",
  "jobs.lead": "Imports and other long tasks you started; they go on when you leave the page.",
  "jobs.kind": "Job",
  "jobs.status": "State",
  "jobs.progress": "Progress",
  "jobs.created_at": "Started",
  "jobs.finished_at": "Ended",
  "jobs.empty": "No jobs yet",
  "jobs.effect.cancel": "The job stops at its next step and leaves nothing half-done.",
  "jobs.kind.members.import_preview": "Roll dry run",
  "jobs.kind.members.import_commit": "Roll commit",
};
