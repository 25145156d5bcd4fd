/** How the states of a proposal of rights look. */
import type { Tones } from "@/kit";

export const GRANT_TONES: Tones = { proposed: "attention", approved: "good", refused: "problem", withdrawn: "neutral" };
