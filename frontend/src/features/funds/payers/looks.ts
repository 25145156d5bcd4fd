/** How payers and their months look. */
import type { Tones } from "@/kit";

export const PAYERS = "/funds/payers";

export const PAYER_TONES: Tones = { active: "good", closed: "neutral" };
export { MONTH_TONES } from "../tones";
