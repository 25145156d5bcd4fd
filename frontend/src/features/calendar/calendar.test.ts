/** How a day is shown. */
import { expect, test } from "vitest";

import { look, weekday } from "./MonthGrid";

test("weeks begin on Monday", () => {
  expect(weekday("2020-11-30")).toBe(0);
  expect(weekday("2020-11-29")).toBe(6);
});

test.each([
  ["2020-10-01", false, "holiday"], ["2020-10-10", true, "made-up"], ["2020-10-11", false, "weekend"], ["2020-10-12", true, "work"],
] as const)("%s (working: %s) is a %s", (day, is_workday, expected) => expect(look({ day, is_workday })).toBe(expected));
