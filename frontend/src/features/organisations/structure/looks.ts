/** How states of a structure change look. */
import type { Tone } from "@/kit";

export const CHANGE_TONES: Readonly<Record<string, Tone>> = {
  applied: "attention", consented: "attention", received: "attention", confirmed: "active", effective: "good",
  undo_asked: "attention", undone: "neutral", refused: "problem", withdrawn: "neutral",
};
