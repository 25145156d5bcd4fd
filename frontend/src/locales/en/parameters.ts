/** Words of the dated parameters. */
import type { parameters as zh } from "../zh/parameters";

export const parameters: Record<keyof typeof zh, string> = {
  "parameters.title": "Parameters",
  "parameters.lead": "Standards and deadlines that vary by region or year, dated; the past is never rewritten.",
  "parameters.key": "Parameter",
  "parameters.unit": "Unit",
  "parameters.now": "In force",
  "parameters.rows": "Dated values",
  "parameters.value": "Value",
  "parameters.value.help": "In the unit of the parameter.",
  "parameters.jurisdiction": "Jurisdiction",
  "parameters.from": "Valid from",
  "parameters.until": "Valid until",
  "parameters.source": "Legal source",
  "parameters.source.help": "Document, number and article.",
  "parameters.source.example": "Rule, article 8",
  "parameters.propose": "Add a value",
  "parameters.propose.lead": "The new value applies from its date; the earlier one ends the day before.",
  "parameters.added": "Value added",
  "parameters.open_end": "Open",
  "parameters.empty": "No parameters yet",
  "parameters.none": "Not set",
};
