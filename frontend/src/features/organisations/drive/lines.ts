/** Pasted lists as lines of text: tab or comma between the cells, in the order of the columns. */
export type Line = Readonly<Record<string, string>>;

/** Reads a block pasted from a sheet; a first line of headings is left out. */
export function linesOf(text: string, columns: readonly string[]): Line[] {
  const rows = text.split(/\r?\n/).map((row) => row.split(/\t|,|，/).map((cell) => cell.trim())).filter((cells) => cells.some(Boolean));
  const body = rows[0]?.some((cell) => /信用代码|单位名称/.test(cell)) ? rows.slice(1) : rows;
  return body.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""])));
}

/** The same lines as a block that can be edited. */
export function blockOf(lines: readonly Line[], columns: readonly string[]): string {
  return lines.map((line) => columns.map((name) => line[name] ?? "").join("\t").trimEnd()).join("\n");
}
