/** Addresses and the feature list. */
import { expect, test } from "vitest";

import { FEATURES, MENU } from "./features";
import { parseSearch } from "./router";

test("addresses are plain text, repeated names are lists", () => {
  expect(parseSearch("?q=003&status=a&status=b&empty=")).toEqual({ q: "003", status: ["a", "b"], empty: "" });
});

test("every menu entry opens a route with the same title; the menu may be shown to fewer people than may look", () => {
  expect(MENU.length).toBeGreaterThan(3);
  for (const feature of FEATURES) {
    for (const entry of feature.menu) {
      const route = feature.routes.find(({ path }) => path === entry.path);
      expect([entry.path, route?.title]).toEqual([entry.path, entry.label]);
      expect(entry.permissions.length, entry.path).toBeGreaterThanOrEqual(Math.min(1, route?.permissions.length ?? 0));
    }
  }
});

test("no two routes share a path and each has a page", async () => {
  const paths = FEATURES.flatMap((feature) => feature.routes.map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
});
