/** What a browser loads first, gzipped: the login page and every page of the application (`npm run build && npm run budget`). */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const LOGIN_KB = 110;
const PAGE_KB = 380;
const DIST = process.env.UNION_DIST ?? "dist";
const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));

/** The chunk, what it imports statically, and their styles. */
function filesOf(key, seen = new Map()) {
  if (seen.has(key)) return seen;
  const chunk = manifest[key];
  seen.set(key, [chunk.file, ...(chunk.css ?? [])]);
  (chunk.imports ?? []).forEach((next) => filesOf(next, seen));
  return seen;
}

function kilobytes(keys) {
  const files = new Set(keys.flatMap((key) => [...filesOf(key).values()].flat()));
  return [...files].filter((file) => /\.(js|css)$/.test(file)).reduce((sum, file) => sum + statSync(join(DIST, `${file}.gz`)).size, 0) / 1024;
}

const pages = Object.keys(manifest).filter((key) => /^src\/features\/.*Page\.tsx$/.test(key));
if (pages.length < 5) throw new Error("the manifest lists no pages; build first");
const rows = [
  ["login", kilobytes(["index.html"]), LOGIN_KB],
  ...pages.map((page) => [page.replace("src/features/", ""), kilobytes(["index.html", "src/app/App.tsx", page]), PAGE_KB]),
];
rows.sort((a, b) => b[1] - a[1]);
for (const [name, size, limit] of rows) process.stdout.write(`${size.toFixed(0).padStart(5)} KB of ${limit}  ${name}\n`);
const over = rows.filter(([, size, limit]) => size > limit);
if (over.length > 0) {
  process.stderr.write(`over budget: ${over.map(([name]) => name).join(", ")}\n`);
  process.exit(1);
}
