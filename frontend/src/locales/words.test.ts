/** Every file brings the words it uses: a key outside start.ts needs the import of its dictionary in the same file. */
import { expect, test } from "vitest";

import { start } from "./zh/start";

const SOURCES = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../api/client/**", "!./**"], { query: "?raw", import: "default", eager: true });
const DICTIONARIES = import.meta.glob<Record<string, Record<string, string>>>(["./zh/*.ts", "!./zh/index.ts", "!./zh/start.ts"], { eager: true });

/** Key -> the file name of its dictionary. */
const HOME = new Map(
  Object.entries(DICTIONARIES).flatMap(([path, names]) =>
    Object.values(names).flatMap((words) => Object.keys(words)).filter((key) => !(key in start))
      .map((key) => [key, path.replace(/.*\/|\.ts$/g, "")] as const),
  ),
);

/** Dictionaries of the keys a text names, whole (`"a.b"`) or by their beginning (`a.${b}` in a template). */
function dictionariesIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, key = "", end] of text.matchAll(/["'`]([a-zA-Z_]+\.[\w.]*)(["'`]|\$\{)/g)) {
    for (const [known, home] of HOME) if (end === "${" ? known.startsWith(key) : known === key) found.add(home);
  }
  return found;
}

test("a file imports the dictionaries of its words", () => {
  expect(HOME.size).toBeGreaterThan(100);
  const missing = Object.entries(SOURCES).flatMap(([path, text]) =>
    [...dictionariesIn(text)].filter((name) => !text.includes(`import "@/locales/zh/${name}";`)).map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});
