/** Amounts of a plan are typed in wan-yuan and kept in fen. */
import { expect, test } from "vitest";

import { fenOfWan, inWan } from "./looks";

test("wan-yuan and fen are the same amount", () => {
  expect([0, 1, 1_000_000, 1_234_560_000, 2_650_000_000].map(inWan)).toEqual(["0", "0.000001", "1", "1234.56", "2650"]);
  for (const fen of [0, 1, 999_999, 2_650_000_000]) expect(fenOfWan(inWan(fen))).toBe(fen);
});

test("nothing typed is no plan, words and negative amounts are none", () => {
  expect(fenOfWan(" ")).toBe(0);
  expect(fenOfWan("1,850万元")).toBe(1_850_000_000);
  expect(fenOfWan("很多")).toBeNull();
  expect(fenOfWan("-3")).toBeNull();
  expect(fenOfWan("0.0000001")).toBeNull();
});
