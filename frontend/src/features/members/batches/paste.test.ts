/** A pasted block becomes people by its headings, else in the usual order. */
import { describe, expect, it } from "vitest";

import { peopleOf } from "./paste";

describe("a pasted list", () => {
  it("is read by its headings in any order", () => {
    expect(peopleOf("手机号\t姓名\t备注\t身份证号\n13900000001\t李甲\tx\t430702199001010019\n")).toEqual([
      { name: "李甲", id_no: "430702199001010019", mobile: "13900000001" },
    ]);
  });

  it("is read in the usual order without headings, empty lines left out", () => {
    expect(peopleOf("李甲\t430702199001010019\t\t货车司机\n\n李乙\t43070219900101003X")).toEqual([
      { name: "李甲", id_no: "430702199001010019", mobile: "", group_eight: "货车司机" },
      { name: "李乙", id_no: "43070219900101003X" },
    ]);
  });

  it("is empty for an empty box", () => expect(peopleOf("")).toEqual([]));
});
