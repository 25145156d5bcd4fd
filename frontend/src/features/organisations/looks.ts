/** How states of a union look, and what its lines are called. */
import type { Tones } from "@/kit";

export const STATUS_TONES: Tones = {
  preparing: "active", active: "good", locked: "attention", term_due: "attention", dissolving: "attention", dissolved: "neutral",
};

/** The level of a grassroots union; federations stand above it. */
export const BASE = "90";

/** Branches and groups are parts of a grassroots union. */
export const PARTS: readonly string[] = ["6", "7"];
