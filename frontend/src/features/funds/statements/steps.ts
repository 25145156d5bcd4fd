/** The steps of a statement and where one stands. */
import type { StatementOut } from "@/api/client/types.gen";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

type State = StatementOut["status"];

export function stepTitles(): readonly string[] {
  return [t("statements.step.file"), t("statements.step.read"), t("statements.step.confirm"), t("statements.step.done")];
}

export const STEP_OF: Readonly<Record<State, number>> = { reading: 1, ready: 2, committing: 2, committed: 3, discarded: 3, failed: 3 };

export function isMoving(item: StatementOut): boolean {
  return (item.status === "reading" || item.status === "committing") && !item.has_stopped;
}
