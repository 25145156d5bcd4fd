/** Parameter values as read and as typed. */
import { expect, test } from "vitest";

import { isPeriod, percent, valueText, valueToSend } from "./value";

test("values read as people say them", () => {
  expect(valueText("money", 5000000, "分")).toBe("50,000.00 元");
  expect(valueText("integer", 5, "第几个工作日")).toBe("第 5 个工作日");
  expect(valueText("integer", 10, "人")).toBe("10 人");
  expect(valueText("rate", "0.02", "工资总额的比例")).toBe("2% 工资总额的比例");
  expect(valueText("flag", false, "")).toBe("否");
  expect(valueText("text", null, "")).toBe("未设定");
});

test("percentages are exact enough to read", () => {
  expect(percent("0.07")).toBe("7%");
  expect(percent("0.0125")).toBe("1.25%");
});

test("typed values become what the server keeps", () => {
  expect(valueToSend("money", "5万")).toBe(5000000);
  expect(valueToSend("date", "2020.5.1")).toBe("2020-05-01");
  expect(valueToSend("flag", "no")).toBe(false);
  expect(valueToSend("rate", " ０.02 ")).toBe("0.02");
  expect(valueToSend("table", '{"a": 1}')).toEqual({ a: 1 });
});

test("what cannot be read is null, so that the form can say so", () => {
  expect(valueToSend("money", "许多")).toBeNull();
  expect(valueToSend("date", "2020-02-30")).toBeNull();
  expect(valueToSend("table", "{")).toBeNull();
});

test("a period has a number and a unit", () => {
  expect(isPeriod({ count: 5, unit: "working_day" })).toBe(true);
  expect(isPeriod(5)).toBe(false);
});
