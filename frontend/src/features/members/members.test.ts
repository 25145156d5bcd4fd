/** What the forms of a member send, and what a typed ID number tells. */
import { expect, test } from "vitest";

import { changesOf, startValues } from "./fields";
import { readTyped } from "./IdNumber";

const CARD = { name: "王五", ethnicity: "01", hukou_place: "湖南省常德市", is_migrant: true, mobile_masked: "138****0000", department: "" };

test("an untouched form changes nothing and leaves the masked phone alone", () => {
  expect(changesOf({ ...startValues(CARD), mobile: undefined }, CARD)).toEqual({});
});

test("emptied choices are sent as null, emptied texts as empty, a typed phone as typed", () => {
  const typed = { ...startValues(CARD), ethnicity: undefined, hukou_place: undefined, is_migrant: false, mobile: "13812345678" };
  expect(changesOf(typed, CARD)).toEqual({ ethnicity: null, hukou_place: "", is_migrant: false, mobile: "13812345678" });
});

test("a correct number tells birth date and sex, a wrong one nothing", () => {
  expect(readTyped("11010519491231002x")).toEqual({ sex: "2", birth_date: "1949-12-31" });
  expect(readTyped("110105194912310021")).toEqual({});
});
