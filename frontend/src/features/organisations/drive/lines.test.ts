/** Pasted lists are read and written back the same. */
import { describe, expect, it } from "vitest";

import { blockOf, linesOf } from "./lines";

const COLUMNS = ["name", "code", "people"];

describe("pasted lists", () => {
  it("reads tabs and commas, and leaves the headings and empty lines out", () => {
    const text = "单位名称\t统一社会信用代码\t人数\n恒泰\tA1\t36\n\n鑫源,B2";
    expect(linesOf(text, COLUMNS)).toEqual([{ name: "恒泰", code: "A1", people: "36" }, { name: "鑫源", code: "B2", people: "" }]);
  });

  it("writes back what it read", () => {
    const lines = [{ name: "恒泰", code: "A1", people: "36" }, { name: "鑫源", code: "B2", people: "" }];
    expect(linesOf(blockOf(lines, COLUMNS), COLUMNS)).toEqual(lines);
  });
});
