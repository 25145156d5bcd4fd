/** A parameter value in words, periods with their unit. */
import { CodeLabel } from "@/kit";

import type { ParameterKind } from "./api";
import { isPeriod, valueText } from "./value";

interface ValueTextProps {
  readonly kind: ParameterKind;
  readonly value: unknown;
  readonly unit: string;
}

export function ValueText({ kind, value, unit }: ValueTextProps) {
  if (isPeriod(value)) return <span className="number">{value.count} <CodeLabel code="PeriodUnit" value={value.unit} /></span>;
  return <span className="number">{valueText(kind, value, unit)}</span>;
}
