/** Check digits and what a number tells; the numbers are made up for the test. */
import { expect, test } from "vitest";

import { isCreditCode, isMobile, looksPersonal, readResidentId } from "./identifiers";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function withCheck(seventeen: string): string {
  const sum = [...seventeen].reduce((total, char, at) => total + (WEIGHTS[at] ?? 0) * Number(char), 0);
  return seventeen + "10X98765432"[sum % 11];
}

test("a right number gives birth date and sex", () => {
  expect(readResidentId(withCheck("43070219880229001"))).toMatchObject({ valid: true, birthOn: "1988-02-29", sex: "male" });
  expect(readResidentId(withCheck("43070219880229002"))).toMatchObject({ valid: true, sex: "female" });
});

test("spaces, full-width digits and a small x are read", () => {
  const id = Array.from({ length: 999 }, (_, at) => withCheck(`43070219900101${String(at).padStart(3, "0")}`)).find((one) => one.endsWith("X"));
  expect(id).toBeDefined();
  expect(readResidentId(`${id?.slice(0, 6)} ${id?.slice(6, 17)}x`).valid).toBe(true);
});

test("each mistake has its reason", () => {
  const right = withCheck("43070219880229001");
  expect(readResidentId(right.slice(0, 17)).reason).toBe("length");
  expect(readResidentId(`A${right.slice(1)}`).reason).toBe("character");
  expect(readResidentId(withCheck("43070219890229001")).reason).toBe("date");
  expect(readResidentId(right.slice(0, 17) + (right[17] === "0" ? "1" : "0")).reason).toBe("check");
});

test("mobile numbers with blanks and country code", () => {
  expect(isMobile("138 0013 8000")).toBe(true);
  expect(isMobile("+8613800138000")).toBe(true);
  expect(isMobile("12800138000")).toBe(false);
  expect(isMobile("1380013800")).toBe(false);
});

test("a credit code has a check character", () => {
  expect(isCreditCode("91350100M000100Y43")).toBe(true);
  expect(isCreditCode("91350100M000100Y44")).toBe(false);
  expect(isCreditCode("91350100I000100Y43")).toBe(false);
});

test("numbers long enough to be personal stay out of the address", () => {
  expect(looksPersonal("4307021988")).toBe(true);
  expect(looksPersonal("张伟")).toBe(false);
  expect(looksPersonal("430702")).toBe(false);
});
