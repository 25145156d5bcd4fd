/** How states of members, transfers and imports look. */
import type { Tones } from "@/kit";

export const STATE_TONES: Tones = { pending: "attention", active: "good", in_transit: "active", retained: "neutral", ended: "neutral" };

export const CASE_TONES: Tones = { awaiting_receiver: "attention", awaiting_district: "attention", transferred: "good", refused: "neutral" };

export const IMPORT_TONES: Tones = { reading: "active", ready: "attention", committing: "active", committed: "good", discarded: "neutral", failed: "problem" };

export const VERDICT_TONES: Tones = { accept: "good", normalise: "active", reject: "problem" };
