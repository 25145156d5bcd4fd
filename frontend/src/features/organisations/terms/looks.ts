/** How terms, re-elections, extensions and certificates look. */
import type { Tones } from "@/kit";

export const STANDING_TONES: Tones = { in_force: "good", due: "attention", extended: "active", overdue: "problem", none: "neutral" };

export const REELECTION_TONES: Tones = {
  requested: "attention", returned: "attention", permitted: "active", reported: "attention", replied: "good", withdrawn: "neutral",
};

export const EXTENSION_TONES: Tones = { requested: "attention", approved: "good", refused: "neutral", withdrawn: "neutral" };
