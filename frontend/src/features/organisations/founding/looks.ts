/** How states of a founding look, and which actions have a form of their own. */
import type { Tones } from "@/kit";

export const FOUNDING_TONES: Tones = {
  applied: "attention", preparing: "active", slate_filed: "attention", slate_approved: "active", elected: "attention", founded: "good", refused: "problem", withdrawn: "neutral", lapsed: "neutral",
};

export const REPLY_ACTIONS: readonly string[] = ["approve_preparation", "approve_union"];
export const PAGE_ACTIONS: Readonly<Record<string, string>> = { file_slate: "slate", report_election: "election" };
export const REFRESH = ["/foundings", "/organisations", "/founding-drive", "/indicators"];
export const LIST = "/organisations/foundings";
