/** The address of a breakdown carries the whole question. */
import { describe, expect, it } from "vitest";

import { asked, hrefOf } from "./question";

describe("question", () => {
  it("keeps what was asked and leaves out what was not", () => {
    expect(hrefOf("/members/figures", {})).toBe("/members/figures");
    expect(hrefOf("/members/figures/rows", { by: "sex", tree: "then" }, { key: "1", measure: "joined" }))
      .toBe("/members/figures/rows?by=sex&tree=then&key=1&measure=joined");
  });

  it("counts a day of recording to its end", () => {
    expect(asked({ known_on: "2020-12-01", as_of: "2020-12-16" })).toEqual({ as_of: "2020-12-16", known_at: "2020-12-01T23:59:59+08:00" });
    expect(asked({})["known_at"]).toBeUndefined();
  });
});
