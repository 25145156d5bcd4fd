/** Shapes of the dated parameters. */

export interface ParameterRow {
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly jurisdiction: string;
  readonly value: unknown;
  readonly legal_source: string;
  readonly version: number;
}

export interface ParameterKeyRow {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly unit: string;
  readonly description: string;
}

export interface ParameterDetail extends ParameterKeyRow {
  readonly rows: readonly ParameterRow[];
}
