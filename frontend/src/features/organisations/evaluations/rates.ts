/** How satisfaction is written and looks. */
import type { Tones } from "@/kit";

export const RATE_TONES: Tones = { reached: "good", below: "attention" };

/** 9394 -> "93.94%". */
export function percent(rate: number): string {
  return `${(rate / 100).toFixed(2)}%`;
}

export const BALLOTS = ["satisfied", "basically", "dissatisfied", "abstained", "invalid"] as const;
