/** The particulars of a member by section, and what a form sends of them. */
import type { FieldSpec } from "@/kit";

export const PREFIX = "members";

interface ProfileField extends FieldSpec {
  /** Emptied with null; the others with an empty text. */
  readonly nullable?: boolean;
}

export const PERSON: readonly ProfileField[] = [
  { name: "mobile", kind: "phone", nullable: true },
  { name: "ethnicity", kind: "code", code: "Ethnicity", nullable: true },
  { name: "political", kind: "code", code: "PoliticalStatus", nullable: true },
  { name: "education", kind: "code", code: "Education", nullable: true },
  { name: "hukou_type", kind: "code", code: "HukouType", nullable: true },
  { name: "hukou_place", kind: "text", max: 100 },
  { name: "native_place", kind: "text", max: 60 },
];

export const WORK: readonly ProfileField[] = [
  { name: "work_status", kind: "code", code: "WorkStatus", nullable: true },
  { name: "employment_form", kind: "code", code: "EmploymentForm", nullable: true },
  { name: "employer_name", kind: "text", max: 100 },
  { name: "department", kind: "text", max: 60 },
  { name: "job", kind: "text", max: 60 },
  { name: "technical_level", kind: "code", code: "TechnicalLevel", nullable: true },
  { name: "group_eight", kind: "code", code: "GroupEight", nullable: true },
  { name: "is_migrant", kind: "flag" },
];

const PROFILE: readonly ProfileField[] = [...PERSON, ...WORK];
export const PROFILE_NAMES: readonly string[] = PROFILE.map(({ name }) => name);
export const ALL_NAMES: readonly string[] = ["organisation_id", "name", "id_type", "id_no", "sex", "birth_date", "joined_on", ...PROFILE_NAMES];

export type Values = Readonly<Record<string, unknown>>;

/** What the form starts with; the masked phone is not one of it. */
export function startValues(card: Values): Values {
  return Object.fromEntries(PROFILE_NAMES.filter((name) => name !== "mobile").map((name) => [name, card[name] ?? undefined]));
}

/** Only what differs from the card; an empty phone box leaves the number as it is. */
export function changesOf(values: Values, card: Values): Values {
  const changed = Object.entries(values).map(([name, value]) => [name, sent(name, value)] as const);
  return Object.fromEntries(changed.filter(([name, value]) => (name === "mobile" ? value !== null : value !== sent(name, card[name]))));
}

/** Everything that was filled in, for registering. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

function sent(name: string, value: unknown): unknown {
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  if (typeof value === "boolean") return value;
  const field = PROFILE.find((one) => one.name === name);
  if (field?.kind === "flag") return false;
  return field?.nullable ? null : "";
}
