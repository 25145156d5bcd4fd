/** Colours of states that several parts of the funds show. */
import type { Tones } from "@/kit";

export const MONTH_TONES: Tones = {
  undeclared: "attention", nothing_due: "neutral", not_yet_due: "active", overdue: "problem", partly_paid: "problem", paid: "good", overpaid: "attention",
};
export const DUES_TONES: Tones = { draft: "attention", confirmed: "active", collected: "good" };
export const RECEIPT_TONES: Tones = { issued: "good", void: "problem", reversed: "attention" };
