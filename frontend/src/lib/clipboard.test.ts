/** Blocks pasted from a spreadsheet. */
import { expect, test } from "vitest";

import { parseBlock, parseCount } from "./clipboard";

test("rows by line, cells by tab, the last line break is no row", () => {
  expect(parseBlock("1\t2\r\n3\t4\r\n")).toEqual([["1", "2"], ["3", "4"]]);
});

test("quoted cells may hold line breaks, tabs and quotes", () => {
  expect(parseBlock('"a\nb"\t"say ""hi"""\tc')).toEqual([["a\nb", 'say "hi"', "c"]]);
});

test("empty cells stay where they are", () => expect(parseBlock("\t\t5")).toEqual([["", "", "5"]]));

test.each([["1,234", 1234], ["１２３４", 1234], [" 12 人", 12], ["-3", -3]])("%s counts %d", (text, value) => {
  expect(parseCount(text)).toBe(value);
});

test.each(["", "12.5", "abc", "1e3"])("%s is no whole number", (text) => expect(parseCount(text)).toBeNull());
