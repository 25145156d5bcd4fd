/** The menu: the page in use, and which pages fold away. */
import { expect, test } from "vitest";

import { holdsAny, type MenuEntry } from "@/lib/feature";

import { FEATURES, MENU } from "./features";
import { currentEntry, sectionsOf } from "./menu";

const entry = (path: string, order: number): MenuEntry => ({ path, order, label: "shell.menu", icon: "file", permissions: [] });
const HOME = entry("/", 0);
const MEMBERS = [entry("/members", 20), entry("/members/imports", 22), entry("/members/cases", 24), entry("/members/lists", 28)];
const ADMIN = [entry("/accounts", 80), entry("/audit", 82), entry("/parameters", 84), entry("/calendar", 86)];

test("the longest path of the menu that the address starts with is in use", () => {
  const menu = [HOME, ...MEMBERS];
  expect(currentEntry(menu, "/members/imports/7")?.path).toBe("/members/imports");
  expect(currentEntry(menu, "/members/7")?.path).toBe("/members");
  expect(currentEntry(menu, "/membership")).toBeUndefined();
  expect(currentEntry(menu, "/")?.path).toBe("/");
});

test("a subject with many pages folds, one with few does not, administration never", () => {
  const sections = sectionsOf([HOME, ...MEMBERS, entry("/returns", 30), entry("/returns/board", 34), ...ADMIN]);
  expect(sections.map((section) => [section.head.path, section.more.length])).toEqual([
    ["/", 0], ["/members", 3], ["/returns", 0], ["/returns/board", 0],
    ["/accounts", 0], ["/audit", 0], ["/parameters", 0], ["/calendar", 0],
  ]);
  expect(sections.filter((section) => section.startsGroup).map((section) => section.head.path)).toEqual(["/members", "/accounts"]);
});

test("nobody's menu loses an entry", () => {
  const menu = [HOME, ...MEMBERS, ...ADMIN];
  expect(sectionsOf(menu).flatMap((section) => [section.head, ...section.more])).toEqual(menu);
  expect(sectionsOf([])).toEqual([]);
});

test("every entry opens a page of its own path, and a union's chair has none of the upper unions' work", () => {
  const pages = new Map(FEATURES.flatMap((feature) => feature.routes).map((route) => [route.path, route.permissions]));
  const strangers = MENU.filter(({ path }) => !pages.has(path)).map(({ path }) => path);
  expect(strangers).toEqual([]);
  const chair = ["organisations:read", "organisations:edit_own", "terms:file", "legal:file", "six_have:fill", "homes:apply", "evaluations:record"];
  const seen = MENU.filter(({ permissions }) => holdsAny(chair, permissions)).map(({ path }) => path);
  expect(seen).not.toContain("/organisations/foundings");
  expect(seen).not.toContain("/organisations/drive");
  expect(seen).not.toContain("/sessions");
  expect(seen).toContain("/six-have");
  seen.forEach((path) => expect(holdsAny(chair, pages.get(path) ?? ["nobody"]), path).toBe(true));
});
