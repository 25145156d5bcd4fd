/** Which facts each kind of ending asks for. */
import type { EndingKind } from "@/api/client/types.gen";
import type { FieldSpec } from "@/kit";

export const FACTS: Readonly<Record<EndingKind, readonly FieldSpec[]>> = {
  request: [{ name: "requested_on", kind: "date" }, { name: "talked_on", kind: "date" }],
  silence: [
    { name: "dues_unpaid_since", kind: "date" }, { name: "absent_since", kind: "date" },
    { name: "has_excuse", kind: "flag" }, { name: "talked_on", kind: "date" },
  ],
  expulsion: [
    { name: "judgment_no", kind: "text", max: 100 }, { name: "group_opinion_on", kind: "date" }, { name: "group_opinion", kind: "long", max: 1000 },
  ],
};
