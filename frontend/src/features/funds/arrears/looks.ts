/** How arrears and dunning look. */
import type { ActionLook, Tones } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

export const LIST = "/funds/arrears";
export const CASES = "/funds/arrears-cases";
export const NOTICES = "/funds/dunning-notices";

export const CASE_TONES: Tones = {
  opened: "attention", reminded: "active", noticed: "active", pressed: "active", order_proposed: "attention", order_approved: "active",
  order_issued: "active", objected: "attention", in_court: "attention", enforcing: "attention", settled: "good", closed: "neutral",
};
export const LIMIT_TONES: Tones = { running: "neutral", soon: "attention", expired: "problem" };
export const AGE_TONES: Tones = { d30: "neutral", d90: "neutral", d180: "attention", d365: "attention", over: "problem" };

/** Steps that issue a paper over everything owed today. */
export const PAPERS: readonly string[] = ["remind", "notify", "press", "lawyer"];
/** Steps with a form of their own. */
export const FORMS: readonly string[] = ["propose_order", "issued"];
const DANGER: readonly string[] = ["return_order", "dismissed", "close"];

/** Looks of the steps that only ask for a word. */
export function plainLooks(codes: readonly string[]): Record<string, ActionLook> {
  return Object.fromEntries(codes.map((code) => [code, { effect: t(`arrears_cases.effect.${code}` as never), danger: DANGER.includes(code), primary: code === "approve_order" || code === "settle" }]));
}
