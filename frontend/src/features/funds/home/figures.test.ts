/** How ratios are written and where amounts open to. */
import { expect, test } from "vitest";

import { percent, rateHref, rowsHref, shareOf } from "./figures";

test("ratios come in hundredths of a per cent", () => {
  expect(percent(8388)).toBe("83.88%");
  expect(percent(null)).toBe("—");
  expect(shareOf(1, 3)).toBe(3333);
  expect(shareOf(1, 0)).toBeNull();
});

test("amounts open to the figure of their channel, moment and place", () => {
  expect(rowsHref("plan", "tax", {})).toBe("/indicators/funds.plan");
  expect(rowsHref("collected", "direct", { as_of: "2020-11-26" })).toBe("/indicators/funds.collected.direct?as_of=2020-11-26");
  expect(rateHref(null, {})).toBe("/indicators/funds.plan_rate.total");
  expect(rateHref("fiscal", {})).toBeUndefined();
  expect(rowsHref("collected", null, { organisation_id: "x" })).toBe("/indicators/funds.collected.total?organisation_id=x");
});
