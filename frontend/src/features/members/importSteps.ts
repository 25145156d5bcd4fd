/** The steps of a roll import and where one stands. */
import type { ImportState } from "@/api/client/types.gen";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

export function stepTitles(): readonly string[] {
  return [t("members.step.file"), t("members.step.read"), t("members.step.confirm"), t("members.step.done")];
}

export const STEP_OF: Readonly<Record<ImportState, number>> = { reading: 1, ready: 2, committing: 2, committed: 3, discarded: 3, failed: 3 };

export const RUNNING: readonly ImportState[] = ["reading", "committing"];
