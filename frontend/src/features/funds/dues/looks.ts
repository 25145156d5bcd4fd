/** How registers of dues look. */
import type { Tones } from "@/kit";

export const LIST = "/funds/dues";
export const DUES_TONES: Tones = { draft: "attention", confirmed: "active", collected: "good" };
