/** Audit codes in the words people use; what has no word yet is shown as it is. */
import { word } from "@/lib/i18n";
import "@/locales/zh/audit";

/** "monthly_return.accept" -> "月报 · 审核通过". */
export function verbWords(verb: string): string {
  const [object = "", action = ""] = verb.split(".");
  return `${objectWord(object)} · ${word(`audit.verb.${action}`) ?? action}`;
}

export function objectWord(type: string): string {
  return word(`audit.object.${type}`) ?? type;
}

/** The code list that holds the states of an object type. */
export const STATES: Readonly<Record<string, string>> = {
  account: "AccountStatus",
  job: "JobStatus",
  monthly_return: "ReturnStatus",
  parameter_set: "ParameterSetStatus",
  roll_import: "ImportState",
  transfer_case: "CaseState",
};
