/** Colours of a proposal's state. */
import type { Tones } from "@/kit";

export const SET_TONES: Tones = { proposed: "attention", active: "good" };
