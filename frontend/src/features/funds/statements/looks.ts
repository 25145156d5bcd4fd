/** How states of statements and exceptions look. */
import type { Tones } from "@/kit";

export const STATEMENT_TONES: Tones = { reading: "active", ready: "attention", committing: "active", committed: "good", discarded: "neutral", failed: "problem" };

export const VERDICT_TONES: Tones = {
  ok: "good", name_differs_warning: "active", reversal: "active", matched: "good", known: "neutral", outgoing: "neutral", invalid: "problem",
  duplicate_ticket: "attention", unknown_payer: "attention", reversal_without_original: "attention", item_contradicts_union: "attention", rate_differs: "attention",
  due_is_not_base_times_rate: "attention", paid_is_upper_share_only: "attention", paid_differs_from_due: "attention", amount_differs: "attention",
  payer_differs: "attention", late_fee: "attention", other_period: "attention", platform_only: "attention",
};

export const CLASS_TONES: Tones = { agreed: "good", source_only: "attention", platform_only: "attention", amount: "attention", payer: "attention", duplicate: "attention", period: "attention" };

export const EXCEPTION_TONES: Tones = { open: "problem", assigned: "attention", proposed: "attention", rejecting: "attention", settled: "good", rejected: "neutral" };

/** Moves of an exception that name more than a reason: they open a form. */
export const WITH_FORM: readonly string[] = ["assign", "accept", "correct", "link", "reverse", "propose"];
