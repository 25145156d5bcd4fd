/** The checks of a form, declared once in JsonLogic; the browser gives the server's verdict while typing. */
import jsonLogic from "json-logic-js";

export interface Check {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** JsonLogic over the cells; the check has fired when it is false. */
  readonly rule: unknown;
  readonly message: string;
  readonly items: readonly string[];
}

export function firedChecks<C extends Check>(checks: readonly C[], cells: Readonly<Record<string, unknown>>): C[] {
  return checks.filter((check) => !jsonLogic.apply(check.rule as never, cells));
}
