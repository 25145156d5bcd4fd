/** How the states of a month look. */
import type { Tones } from "@/kit";

export const MONTH_TONES: Tones = { open: "active", closed: "good", reopening: "attention" };
