/** Shapes of the audit trail. */
export type { AuditEntryOut } from "@/api/client/types.gen";
