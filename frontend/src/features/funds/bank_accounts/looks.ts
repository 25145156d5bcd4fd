/** How states of an account look. */
import type { Tones } from "@/kit";

export const ACCOUNT_TONES: Tones = { proposed: "attention", in_force: "good", refused: "neutral", ended: "neutral" };
