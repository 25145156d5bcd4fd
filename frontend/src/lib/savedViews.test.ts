/** Saved conditions. */
import { beforeEach, expect, test } from "vitest";

import { forgetView, savedViews, saveView } from "./savedViews";

beforeEach(() => localStorage.clear());

test("the newest first, one of each name, each list its own", () => {
  saveView("/members", { name: "待核对", conditions: { status: "pending" } });
  saveView("/members", { name: "退休", conditions: { work_status: ["retired"] } });
  saveView("/members", { name: "待核对", conditions: { status: "conflict" } });
  expect(savedViews("/members")).toEqual([
    { name: "待核对", conditions: { status: "conflict" } }, { name: "退休", conditions: { work_status: ["retired"] } },
  ]);
  expect(savedViews("/organisations")).toEqual([]);
});

test("a view can be forgotten", () => {
  saveView("/a", { name: "x", conditions: {} });
  expect(forgetView("/a", "x")).toEqual([]);
  expect(savedViews("/a")).toEqual([]);
});

test("what somebody else left in the storage is ignored", () => {
  localStorage.setItem("union.views./a", "{not json");
  expect(savedViews("/a")).toEqual([]);
  localStorage.setItem("union.views./a", '[1, {"name": 3}, {"name": "好", "conditions": {}}]');
  expect(savedViews("/a")).toHaveLength(1);
});
