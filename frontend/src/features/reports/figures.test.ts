/** How figures are grouped, written and linked. */
import { expect, test } from "vitest";

import type { FigureOut } from "@/api/client/types.gen";

import { grouped, rowsHref, sum, written } from "./figures";

const figure = (code: string, parts: readonly [string, number][] = []): FigureOut => ({
  code, name: code, definition: "", unit: "家", is_money: false, kind: "stock", as_of: "2020-12-16", start: "2020-01-01", known_at: null, scope: "", value: 3,
  numerator: 3, denominator: null, parts: parts.map(([part, value]) => ({ code: part, name: part, value })), contradiction: null, rows: "",
});

test("parts stand with their total, figures with their domain", () => {
  const found = grouped([figure("a.total", [["a.one", 1], ["a.two", 2]]), figure("a.one"), figure("a.two"), figure("b.total")]);
  expect(found.map(({ domain, figures }) => [domain, figures.map(({ code }) => code)])).toEqual([["a", ["a.total"]], ["b", ["b.total"]]]);
  expect(sum(found[0]?.figures[0]?.parts ?? [])).toBe(3);
});

test("ratios are written in per cent, counts with thousands", () => {
  expect(written("ratio", 7770)).toBe("77.70%");
  expect(written("stock", 31049)).toBe("31,049");
  expect(written("flow", 2_222_740_000, true)).toBe("2,222.74");
});

test("the rows behind a figure keep moment and place", () => {
  expect(rowsHref("members.total", {})).toBe("/indicators/members.total");
  expect(rowsHref("members.total", { as_of: "2020-06-30", organisation_id: "x" })).toBe("/indicators/members.total?as_of=2020-06-30&organisation_id=x");
  expect(rowsHref("members.total", { as_of: "2020-06-30", tree: "then" })).toBe("/indicators/members.total?as_of=2020-06-30&tree=then");
});
