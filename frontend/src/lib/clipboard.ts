/** A block copied from Excel: rows by line, cells by tab, quoted cells unwrapped. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') { cell += '"'; at += 1; }
      else quoted = false;
    } else if (char === '"' && cell === "") quoted = true;
    else if (char === "\t") { row.push(cell.trim()); cell = ""; }
    else if (char === "\n") { rows.push([...row, cell.trim()]); row = []; cell = ""; }
    else cell += char;
  }
  rows.push([...row, cell.trim()]);
  return rows;
}

/** "1,234", "１２３４", " 12 人" -> 1234; null when it is not a whole number. */
export function parseCount(text: string): number | null {
  const clean = text.normalize("NFKC").replace(/[,\s人个次份家]/g, "");
  return /^-?\d{1,15}$/.test(clean) ? Number(clean) : null;
}
