/** The fields of the registration form by section, and what a form sends of them. */
import type { FieldSpec } from "@/kit";

export const PREFIX = "organisations";

export interface OrgField extends FieldSpec {
  /** Only for grassroots unions of their own. */
  readonly base?: boolean;
  /** Emptied with null; the others with an empty text. */
  readonly nullable?: boolean;
}

export interface OrgSection {
  readonly key: "kind" | "class" | "founding" | "people";
  readonly fields: readonly OrgField[];
}

export const LEVELS = ["41", "42", "43", "50", "60", "61", "90"];

export const SECTIONS: readonly OrgSection[] = [
  {
    key: "kind",
    fields: [
      { name: "name", kind: "text", max: 100, required: true },
      { name: "short_name", kind: "text", max: 60 },
      { name: "level", kind: "code", code: "OrgLevel", only: LEVELS, required: true },
      { name: "org_form", kind: "code", code: "OrgForm", required: true },
      { name: "org_type", kind: "code", code: "OrgType", required: true },
      { name: "status", kind: "code", code: "OrgStatus", only: ["active"], required: true },
    ],
  },
  {
    key: "class",
    fields: [
      { name: "base_type", kind: "code", code: "BaseType", base: true, nullable: true, required: true },
      { name: "economic_type", kind: "code", code: "EconomicType", base: true, nullable: true, required: true },
      { name: "report_class", kind: "code", code: "ReportClass", base: true, nullable: true, required: true },
      { name: "unit_category", kind: "code", code: "UnitCategory", base: true, nullable: true, required: true },
      { name: "industry", kind: "code", code: "Industry", base: true, nullable: true, required: true },
    ],
  },
  {
    key: "founding",
    fields: [
      { name: "founded_on", kind: "date", nullable: true },
      { name: "mode", kind: "code", code: "FoundingMode", nullable: true },
      { name: "approval_no", kind: "text", max: 60 },
      { name: "approving_org", kind: "text", max: 100 },
      { name: "prep_group_on", kind: "date", nullable: true },
      { name: "union_uscc", kind: "text", max: 40, nullable: true },
      { name: "has_seal", kind: "flag" },
    ],
  },
  {
    key: "people",
    fields: [
      { name: "chair_name", kind: "text", max: 60 },
      { name: "chair_phone", kind: "phone" },
      { name: "contact_name", kind: "text", max: 60 },
      { name: "contact_phone", kind: "phone" },
      { name: "cadres_fulltime", kind: "count" },
      { name: "cadres_parttime", kind: "count" },
      { name: "address", kind: "text", max: 200 },
      { name: "note", kind: "long", max: 500 },
    ],
  },
];

export const FIELDS: readonly OrgField[] = SECTIONS.flatMap((section) => section.fields);
export const FIELD_NAMES: readonly string[] = ["parent_id", "division_code", ...FIELDS.map(({ name }) => name), "employers"];

/** Phones come masked; an empty box leaves them as they are. */
const PHONES = ["chair_phone", "contact_phone"];

export type Values = Readonly<Record<string, unknown>>;

/** What the form starts with: an existing card without the masked phones. */
export function startValues(card: Values): Values {
  const names = [...FIELD_NAMES].filter((name) => !PHONES.includes(name));
  return Object.fromEntries(names.map((name) => [name, card[name] ?? undefined]));
}

/** Only what differs from the card, in the spelling of the server. */
export function changesOf(values: Values, card: Values): Values {
  const changed = Object.entries(values)
    .map(([name, value]) => [name, sent(name, value)] as const)
    .filter(([name, value]) => (PHONES.includes(name) ? value !== "" : !same(value, sent(name, card[name]))));
  return Object.fromEntries(changed);
}

/** Everything that was filled in, for registering. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

/** A value in the spelling of the server. */
export function sent(name: string, value: unknown): unknown {
  if (name === "employers") return employersOf(value);
  const field = FIELDS.find((one) => one.name === name);
  if (value === undefined || value === null || value === "") return empty(field);
  return typeof value === "string" ? value.trim() : value;
}

function empty(field: OrgField | undefined): unknown {
  if (field?.nullable) return null;
  if (field?.kind === "count") return 0;
  return field?.kind === "flag" ? false : "";
}

function employersOf(value: unknown): Values[] {
  return ((value ?? []) as Values[]).map(({ name, employer_uscc: code, economic_type, industry }) => ({
    name, employer_uscc: code ?? "", economic_type, industry,
  }));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
