/** How states of a plan look, and how amounts are written in a plan's table. */
import type { Tones } from "@/kit";
import { parseYuan } from "@/lib/money";

export const PLAN_TONES: Tones = { draft: "neutral", submitted: "attention", approved: "good", superseded: "neutral", withdrawn: "neutral" };

/** 180000000 -> "180"; 1234560000 -> "1234.56": wan-yuan with as many decimals as there are. */
export function inWan(fen: number): string {
  const whole = Math.floor(fen / 1_000_000);
  const rest = String(fen % 1_000_000).padStart(6, "0").replace(/0+$/, "");
  return rest ? `${String(whole)}.${rest}` : String(whole);
}

/** What was typed as wan-yuan in fen; nothing is zero, null is no amount. */
export function fenOfWan(text: string): number | null {
  const clean = text.trim().replace(/万元?$/, "");
  if (clean === "") return 0;
  const fen = parseYuan(`${clean}万`);
  return fen === null || fen < 0 ? null : fen;
}
