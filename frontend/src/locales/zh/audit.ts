/** Words of the audit trail. */
export const audit = {
  "audit.title": "审计记录",
  "audit.lead": "每一次变更和敏感查看都在这里，只增不改，首尾相接可校验。",
  "audit.at": "时间",
  "audit.person": "经办人",
  "audit.verb": "事项",
  "audit.object": "对象",
  "audit.details": "内容",
  "audit.from": "从",
  "audit.until": "到",
  "audit.position": "序号",
  "audit.empty": "还没有审计记录",
} as const;
