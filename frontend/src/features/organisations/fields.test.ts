/** What the forms of a union send. */
import { expect, test } from "vitest";

import { changesOf, filled, startValues } from "./fields";

const CARD = {
  name: "常德恒泰商贸有限公司工会委员会", short_name: "恒泰商贸", mode: "1", founded_on: "2020-05-01", note: "", has_seal: false, cadres_fulltime: 0,
  chair_phone: "138****0000", employers: [{ id: "1", name: "恒泰商贸", employer_uscc: null, economic_type: "170", industry: "F" }],
};

test("an untouched form changes nothing, although phones are masked and employers have ids", () => {
  expect(changesOf(startValues(CARD), CARD)).toEqual({});
});

test("only what was typed is sent: texts trimmed, an emptied choice as null, an emptied text as empty", () => {
  const typed = { ...startValues(CARD), name: " 常德恒泰贸易有限公司工会委员会 ", mode: undefined, short_name: "", cadres_fulltime: null, chair_phone: "13800000000" };
  expect(changesOf(typed, CARD)).toEqual({ name: "常德恒泰贸易有限公司工会委员会", mode: null, short_name: "", chair_phone: "13800000000" });
});

test("a changed line of the employers sends all lines", () => {
  const typed = { employers: [...CARD.employers, { name: "恒泰物流", economic_type: "170", industry: "G" }] };
  expect(changesOf(typed, CARD)).toEqual({
    employers: [
      { name: "恒泰商贸", employer_uscc: "", economic_type: "170", industry: "F" },
      { name: "恒泰物流", employer_uscc: "", economic_type: "170", industry: "G" },
    ],
  });
});

test("a new union sends what was filled in, also a zero", () => {
  expect(filled({ name: "甲", note: "", mode: undefined, cadres_fulltime: 0, has_seal: false })).toEqual({ name: "甲", cadres_fulltime: 0, has_seal: false });
});
