/** How states of a refund look. */
import type { Tones } from "@/kit";

export const REFUND_TONES: Tones = { applied: "attention", approved: "active", paid: "good", refused: "problem", withdrawn: "neutral" };
