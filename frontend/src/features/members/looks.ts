/** How states of members, transfers and imports look. */
import type { Tones } from "@/kit";

export const STATE_TONES: Tones = { pending: "attention", active: "good", in_transit: "active", retained: "neutral", ended: "neutral" };

export const CASE_TONES: Tones = { awaiting_receiver: "attention", awaiting_district: "attention", transferred: "good", refused: "neutral", withdrawn: "neutral" };

export const DECISION_TONES: Tones = { awaiting: "attention", approved: "good", decided: "active", filed: "good", refused: "neutral", withdrawn: "neutral" };

export const BATCH_TONES: Tones = { draft: "neutral", confirming: "active", submitted: "attention", approved: "good", discarded: "neutral" };

export const BATCH_ROW_TONES: Tones = { faulty: "problem", waiting: "attention", confirmed: "active", declined: "neutral", enrolled: "good", exception: "problem" };

export const BULK_TONES: Tones = { applied: "good", undone: "neutral", done: "good", exception: "problem", kept: "attention" };

export const IMPORT_TONES: Tones = { reading: "active", ready: "attention", committing: "active", committed: "good", discarded: "neutral", failed: "problem" };

export const VERDICT_TONES: Tones = { accept: "good", normalise: "active", reject: "problem" };

export const CHANGE_TONES: Tones = { awaiting_street: "attention", awaiting_district: "attention", applied: "good", refused: "neutral", withdrawn: "neutral" };

export const PAIR_TONES: Tones = { suspected: "attention", proposed: "active", merged: "good", different: "neutral" };

export const LIST_VERDICT_TONES: Tones = { matched: "good", name_mismatch: "attention", later_activity: "attention", already: "neutral", not_found: "neutral", invalid: "problem" };
