/** Shapes of the returns, as the server describes them. */
import type { Action, HistoryEntry } from "@/api/types";
import type { Check } from "@/lib/checks";

export type Value = number | string | null;
export type Kind = "integer" | "money_fen" | "text" | "date" | "choice" | "flag";

export interface Cell {
  readonly item: string;
  readonly label: string;
  readonly definition: string;
  readonly unit: string;
  readonly kind: Kind;
  readonly legal_basis: string;
  readonly owner: string;
  readonly note: string;
  readonly example: string;
  readonly is_required: boolean;
  readonly is_editable: boolean;
  readonly max_length: number;
  readonly options: Readonly<Record<string, string>>;
  readonly value: Value;
  readonly corrected_value: Value;
  readonly is_corrected: boolean;
  readonly source: string;
  readonly derived_value: Value;
  readonly is_touched: boolean;
  readonly reason: string;
  readonly history: readonly { readonly period: string; readonly value: Value }[];
  readonly comments: readonly { readonly text: string; readonly person_name: string; readonly at: string }[];
}

export interface Section {
  readonly code: string;
  readonly letter: string;
  readonly label: string;
  readonly note: string;
  readonly cells: readonly Cell[];
}

export interface RegisterRow {
  readonly item: string;
  readonly on: string;
  readonly label: string;
  readonly text: string;
}

export interface FiredCheck {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly items: readonly string[];
  readonly message: string;
  readonly fix: string;
  readonly reason: string;
  readonly is_answered: boolean;
  readonly records: readonly RegisterRow[];
}

export interface Return {
  readonly id: string;
  readonly version: number;
  readonly form: string;
  readonly form_version: number;
  readonly form_label: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly period: string;
  readonly status: string;
  readonly is_late: boolean;
  readonly is_zero_report: boolean;
  readonly on_behalf: boolean;
  readonly on_behalf_by: string;
  readonly needs_acknowledgement: boolean;
  readonly submitted_at: string | null;
  readonly changed_at: string;
  readonly can_edit: boolean;
  readonly can_correct: boolean;
  readonly can_extend: boolean;
  readonly deadlines: {
    readonly fill_due_on: string;
    readonly review_due_on: string;
    readonly lock_due_on: string;
    readonly extended_to: string | null;
    readonly is_estimated: boolean;
    readonly days_left: number;
  };
  readonly sections: readonly Section[];
  readonly checks: readonly FiredCheck[];
  readonly movements: readonly RegisterRow[];
  readonly context: Readonly<Record<string, unknown>>;
  readonly actions: readonly Action[];
  readonly trail: readonly HistoryEntry[];
  readonly corrections: readonly Correction[];
  readonly extensions: readonly { readonly due_on: string; readonly reason: string; readonly person_name: string; readonly at: string }[];
}

export interface Correction {
  readonly id: string;
  readonly item: string;
  readonly label: string;
  readonly before: Value;
  readonly value: Value;
  readonly reason: string;
  readonly person_name: string;
  readonly at: string;
}

export interface FormCheck extends Check {
  readonly fix: string;
}

export interface ReturnForm {
  readonly code: string;
  readonly version: number;
  readonly label: string;
  readonly sections: readonly { readonly items: readonly { readonly code: string; readonly formula: unknown }[] }[];
  readonly checks: readonly FormCheck[];
}

export interface ReturnRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly period: string;
  readonly status: string;
  readonly is_late: boolean;
  readonly is_zero_report: boolean;
  readonly on_behalf: boolean;
  readonly fill_due_on: string;
  readonly submitted_at: string | null;
}
