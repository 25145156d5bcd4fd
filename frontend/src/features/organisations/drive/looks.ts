/** How stages of the coverage drive look. */
import type { Tones } from "@/kit";

export const STAGE_TONES: Tones = {
  untouched: "neutral", contacted: "active", committed: "active", preparing: "attention", founded: "good", paused: "neutral", left: "neutral",
};

export const VERDICT_TONES: Tones = { new: "good", known: "neutral", changed: "attention", same: "neutral", wrong: "problem" };
export const DRIVE = "/organisations/drive";
export const SIZES = "/organisations/employer-sizes";
export const REFRESH = ["/founding-drive", "/indicators"];
