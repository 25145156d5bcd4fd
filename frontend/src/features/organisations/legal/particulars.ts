/** The particulars an application states. */
import type { FieldSpec } from "@/kit";

export function particulars(isChange: boolean): readonly FieldSpec[] {
  return [
    { name: "union_name", kind: "text", max: 100, required: true },
    { name: "domicile", kind: "text", max: 200, required: true },
    { name: "representative", kind: "text", max: 60, required: true },
    { name: "union_uscc", kind: "text", max: 24 },
    ...(isChange ? [{ name: "changed_on", kind: "date", required: true } as const] : []),
    { name: "statement", kind: "long", max: 500 },
  ];
}
