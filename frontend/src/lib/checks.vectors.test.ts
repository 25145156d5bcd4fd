/** The server's own vectors: the browser must come to the same verdict on every one of them. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import jsonLogic from "json-logic-js";
import { expect, test } from "vitest";

import { firedChecks, type Check } from "./checks";

interface LogicVector {
  readonly name: string;
  readonly rule: unknown;
  readonly data: unknown;
  readonly expected?: unknown;
  /** The answer is not a number, which JSON cannot say. */
  readonly nan?: boolean;
}

interface FormVectors {
  readonly checks: readonly Check[];
  readonly vectors: readonly { readonly name: string; readonly context: Readonly<Record<string, unknown>>; readonly fired: readonly string[] }[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(resolve(process.cwd(), "../tests/data", name), "utf-8")) as T;

test("every phrase of the logic means the same in the browser", () => {
  const vectors = read<LogicVector[]>("jsonlogic-vectors.json");
  expect(vectors.length).toBeGreaterThan(20);
  for (const { name, rule, data, expected, nan } of vectors) {
    expect(jsonLogic.apply(rule as never, data), name).toEqual(nan ? NaN : expected);
  }
});

test("every monthly return gets the server's verdict in the browser", () => {
  const { checks, vectors } = read<FormVectors>("monthly-checks-vectors.json");
  expect(vectors.length).toBeGreaterThan(40);
  for (const { name, context, fired } of vectors) {
    expect(firedChecks(checks, context).map((check) => check.code).sort(), name).toEqual([...fired].sort());
  }
});
