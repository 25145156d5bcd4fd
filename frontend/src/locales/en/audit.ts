/** Words of the audit trail. */
import type { audit as zh } from "../zh/audit";

export const audit: Record<keyof typeof zh, string> = {
  "audit.title": "Audit trail",
  "audit.lead": "Every change and every sensitive read; append-only and hash-chained.",
  "audit.at": "Time",
  "audit.person": "Person",
  "audit.verb": "What",
  "audit.object": "Object",
  "audit.details": "Details",
  "audit.from": "From",
  "audit.until": "Until",
  "audit.position": "No.",
  "audit.empty": "No audit entries yet",
};
