/** Dates as people type them, moments as people read them (Asia/Shanghai). */

const ZONE = "Asia/Shanghai";

/** Typed spellings accepted by date fields, in the order they are tried. */
export const DATE_FORMATS = ["YYYY-MM-DD", "YYYYMMDD", "YYYY/M/D", "YYYY.M.D", "YYYY年M月D日", "YYYY-M-D"];

/** "20200501", "2020/5/1", "2020.5.1", "2020年5月1日" -> "2020-05-01"; null when there is no such day. */
export function parseDate(text: string): string | null {
  const clean = text.normalize("NFKC").trim();
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(clean) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(clean);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** RFC 3339 -> "2020-12-16 09:05". */
export function moment(at: string | null | undefined): string {
  return at ? format(at, { dateStyle: "short", timeStyle: "short" }) : "—";
}

/** RFC 3339 -> "09:05". */
export function clockTime(at: string | Date): string {
  return format(at, { hour: "2-digit", minute: "2-digit" });
}

/** "2020-11" -> "2020年11月". */
export function monthName(period: string): string {
  const [year, month] = period.split("-");
  return `${year}年${Number(month)}月`;
}

/** "2020-12-16" -> "2020-11": the month that is being reported on that day. */
export function monthBefore(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}

/** Whole days from one business date to another, negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function format(at: string | Date, options: Intl.DateTimeFormatOptions): string {
  const date = typeof at === "string" ? new Date(at) : at;
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, ...options }).format(date);
}
