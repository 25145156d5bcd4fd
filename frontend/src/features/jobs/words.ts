/** Jobs in the words people use. */
import type { Tones } from "@/kit";
import { word } from "@/lib/i18n";

export const TONES: Tones = { done: "good", running: "active", failed: "problem" };

export function jobName(kind: string): string {
  return word(`jobs.kind.${kind}`) ?? kind;
}
