/** Colours of the states of a large export. */
import type { Tones } from "@/kit";

export const TONES: Tones = {
  requested: "attention", approved: "active", ready: "good", refused: "problem", withdrawn: "neutral", expired: "neutral",
};
