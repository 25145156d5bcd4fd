/** Words of background jobs. */
export const jobs = {
  "jobs.title": "后台任务",
} as const;
