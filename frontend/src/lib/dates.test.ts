/** Dates as typed. */
import { expect, test } from "vitest";

import { clockTime, daysBetween, moment, monthName, parseDate } from "./dates";

test.each(["20200501", "2020/5/1", "2020.5.1", "2020年5月1日", "2020-05-01", " ２０２０0501 "])("%s is 1 May 2020", (text) => {
  expect(parseDate(text)).toBe("2020-05-01");
});

test.each(["2020-02-30", "2021-02-29", "20201301", "2020", "5/1", ""])("%s is no day", (text) => expect(parseDate(text)).toBeNull());

test("a leap day is a day", () => expect(parseDate("2020-2-29")).toBe("2020-02-29"));

test("moments are shown in Shanghai time", () => {
  expect(moment("2020-12-15T17:05:00Z")).toBe("2020-12-16 01:05");
  expect(clockTime("2020-12-15T17:05:00Z")).toBe("01:05");
  expect(moment(null)).toBe("—");
});

test("months read as people say them", () => expect(monthName("2020-11")).toBe("2020年11月"));

test("days to a deadline, negative after it", () => {
  expect(daysBetween("2020-12-01", "2020-12-07")).toBe(6);
  expect(daysBetween("2020-12-08", "2020-12-07")).toBe(-1);
});
