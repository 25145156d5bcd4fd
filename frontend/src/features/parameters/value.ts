/** A parameter value as people read and type it; money is fen and a rate is decimal text on the wire. */
import { parseDate } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { parseYuan, yuan } from "@/lib/money";
import "@/locales/zh/parameters";

import type { JsonValue, ParameterKind } from "./api";

export interface Period {
  readonly count: number;
  readonly unit: string;
}

/** Units such as "第几个工作日" take the number inside. */
const ORDINAL = "第几";

/** The words for a value; periods are shown by PeriodText. */
export function valueText(kind: ParameterKind, value: unknown, unit: string): string {
  if (value === null || value === undefined) return t("parameters.none");
  switch (kind) {
    case "money":
      return `${yuan(Number(value))} ${t("kit.yuan")}`;
    case "flag":
      return t(value === true ? "kit.yes" : "kit.no");
    case "table":
      return JSON.stringify(value);
    case "integer":
      return unit.startsWith(ORDINAL) ? `第 ${String(value)} ${unit.slice(ORDINAL.length)}` : `${String(value)} ${unit}`.trim();
    case "rate":
      return `${percent(String(value))} ${unit}`.trim();
    default:
      return String(value);
  }
}

/** What was typed as the value to send; null when it cannot be one of this kind. */
export function valueToSend(kind: ParameterKind, typed: unknown): JsonValue {
  if (kind === "money") return parseYuan(String(typed));
  if (kind === "date") return parseDate(String(typed));
  if (kind === "flag") return typed === "yes" ? true : typed === "no" ? false : null;
  if (kind === "table") return jsonOrNull(String(typed));
  if (kind === "rate") return String(typed).normalize("NFKC").trim();
  return typed as JsonValue;
}

export function isPeriod(value: unknown): value is Period {
  return typeof value === "object" && value !== null && "count" in value && "unit" in value;
}

/** "0.02" -> "2%". */
export function percent(rate: string): string {
  return `${Number((Number(rate) * 100).toFixed(8))}%`;
}

function jsonOrNull(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null; // the form says that it cannot be read
  }
}
