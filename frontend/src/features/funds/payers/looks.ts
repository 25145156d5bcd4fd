/** How payers and their months look. */
import type { Tones } from "@/kit";

export const PAYERS = "/funds/payers";

export const PAYER_TONES: Tones = { active: "good", closed: "neutral" };
export const MONTH_TONES: Tones = {
  undeclared: "attention", nothing_due: "neutral", not_yet_due: "active", overdue: "problem", partly_paid: "problem", paid: "good", overpaid: "attention",
};
