/** Address bar, checks, words. */
import { expect, test } from "vitest";

import { en } from "@/locales/en";
import { zh } from "@/locales/zh";

import { firedChecks } from "./checks";
import { holdsAny } from "./feature";
import { t } from "./i18n";
import { param, patchSearch, readSearch } from "./urlState";

const PARAMS = { tab: param.oneOf(["a", "b"], "a"), q: param.text(), page: param.number(), status: param.list(), late: param.flag() };

test("the address is read by type, nonsense falls back", () => {
  expect(readSearch(PARAMS, { tab: "z", q: "", page: "x", status: "draft", late: "no" })).toEqual({
    tab: "a", q: undefined, page: undefined, status: ["draft"], late: undefined,
  });
  expect(readSearch(PARAMS, { tab: "b", q: 12, page: "3", status: ["x", "y"], late: "true" })).toEqual({
    tab: "b", q: "12", page: 3, status: ["x", "y"], late: true,
  });
});

test("empty values leave the address, others stay", () => {
  expect(patchSearch({ q: "a", status: ["x"], page: 2 }, { q: undefined, status: [], sort: "-name" })).toEqual({ page: 2, sort: "-name" });
});

test("a check fires when its rule is false", () => {
  const check = { code: "c", severity: "error" as const, message: "", items: [], rule: { "<=": [{ var: "members" }, { var: "employees" }] } };
  expect(firedChecks([check], { members: 5, employees: 4 })).toHaveLength(1);
  expect(firedChecks([check], { members: 4, employees: 4 })).toHaveLength(0);
});

test("no needed right means everyone, otherwise one of them", () => {
  expect(holdsAny([], [])).toBe(true);
  expect(holdsAny(["a"], ["a", "b"])).toBe(true);
  expect(holdsAny(["c"], ["a", "b"])).toBe(false);
});

test("values are put into the words", () => expect(t("kit.total", { n: "31,049" })).toBe("共 31,049 条"));

test("both languages have the same keys and place holders", () => {
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  expect(Object.keys(zh).length).toBeGreaterThan(100);
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries<string>(zh)) expect([key, holes(en[key as keyof typeof en])]).toEqual([key, holes(text)]);
});
