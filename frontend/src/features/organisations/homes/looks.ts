/** How states of a home rating look. */
import type { Tones } from "@/kit";

export const HOME_TONES: Tones = {
  applied: "attention", evaluated: "attention", recommended: "attention", accepted: "active", published: "active",
  awarded: "good", reviewing: "attention", revoked: "problem", refused: "neutral",
};
