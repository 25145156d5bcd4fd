/** Words of background jobs. */
export const jobs = {
  "jobs.title": "后台任务",
  "jobs.one": "后台任务",
  "jobs.lead": "您提交的导入等较长任务，离开页面也会继续。",
  "jobs.kind": "任务",
  "jobs.status": "状态",
  "jobs.progress": "进度",
  "jobs.created_at": "提交时间",
  "jobs.finished_at": "结束时间",
  "jobs.empty": "还没有提交过后台任务",
  "jobs.effect.cancel": "任务会在下一步停下，已做的全部撤销，不留半截数据。",
  "jobs.kind.members.import_preview": "花名册预检",
  "jobs.kind.members.import_commit": "花名册入库",
} as const;
