/** How one value is typed, shown and computed. */
import jsonLogic from "json-logic-js";

import { parseCount } from "@/lib/clipboard";
import { parseDate } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count, parseYuan, yuan } from "@/lib/money";
import "@/locales/zh/submissions";

import type { Cell, ReturnForm, Value } from "./types";

/** What a person reads: thousands, yuan, the label of an option. */
export function shown(cell: Pick<Cell, "kind" | "options">, value: Value): string {
  if (value === null || value === "") return "—";
  switch (cell.kind) {
    case "integer": return count(Number(value));
    case "money_fen": return yuan(Number(value));
    case "flag": return t(value ? "returns.yes" : "returns.no");
    case "choice": return cell.options[String(value)] ?? String(value);
    default: return String(value);
  }
}

/** What stands in the input box while it is being typed. */
export function typedText(kind: Cell["kind"], value: Value): string {
  if (value === null) return "";
  return kind === "money_fen" ? yuan(Number(value)).replaceAll(",", "") : String(value);
}

/** The value of a typed text; undefined when it cannot be read. */
export function readText(kind: Cell["kind"], text: string): Value | undefined {
  const clean = text.trim();
  if (clean === "") return null;
  switch (kind) {
    case "integer": return parseCount(clean) ?? undefined;
    case "money_fen": return parseYuan(clean) ?? undefined;
    case "date": return parseDate(clean) ?? undefined;
    default: return clean;
  }
}

/** All values with the computed items worked out as the server does. */
export function computed(
  form: ReturnForm, values: Readonly<Record<string, Value>>, context: Readonly<Record<string, unknown>>,
): Record<string, Value> {
  const result: Record<string, Value> = { ...values };
  for (const { code, formula } of form.sections.flatMap((section) => section.items)) {
    if (formula) result[code] = jsonLogic.apply(formula as never, { ...context, cell: result }) as Value;
  }
  return result;
}
