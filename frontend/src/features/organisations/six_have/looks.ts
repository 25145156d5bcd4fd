/** How six-have states, standings and verdicts look. */
import type { Tones } from "@/kit";

export const CHECK_TONES: Tones = { draft: "active", applied: "attention", to_mend: "attention", reapplied: "attention", passed: "good", cancelled: "neutral" };
export const STANDING_TONES: Tones = { passing: "good", lapsed: "problem", to_mend: "attention", cancelled: "problem", never: "neutral" };
export const VERDICT_TONES: Tones = { met: "good", not_met: "problem" };

/** The types of files that prove an item. */
export const PROOF_FILES = ".pdf,.png,.jpg,.xlsx,.docx,.txt";
