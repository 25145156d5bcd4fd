/** Shapes of the audit trail. */

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly person_name: string;
  readonly verb: string;
  readonly object_type: string;
  readonly object_id: string;
  readonly details: Readonly<Record<string, unknown>>;
}
