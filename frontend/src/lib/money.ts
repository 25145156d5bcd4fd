/** Money is integer fen on the wire; people read yuan with thousands, and wan-yuan on dashboards. */

/** 1234567 -> "12,345.67". */
export function yuan(fen: number): string {
  return grouped(fen, 100, 2);
}

/** 123456789 -> "123.46" (ten-thousand yuan, two decimals, half up). */
export function wanYuan(fen: number): string {
  return grouped(Math.sign(fen) * Math.round(Math.abs(fen) / 10_000), 100, 2);
}

/** "12,345.67" / "1.2万" / "￥ 300元" -> fen; null when it is no amount or finer than a fen. */
export function parseYuan(text: string): number | null {
  const clean = text.normalize("NFKC").replace(/[,\s¥元]/g, "");
  const match = /^(-?)(\d+)(?:\.(\d+))?(万?)$/.exec(clean);
  if (!match) return null;
  const [, sign, whole = "0", fraction = "", wan] = match;
  const places = wan ? 6 : 2;
  if (fraction.replace(/0+$/, "").length > places) return null;
  const fen = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  if (!Number.isSafeInteger(fen)) return null;
  return sign && fen !== 0 ? -fen : fen;
}

/** 31049 -> "31,049". */
export function count(value: number): string {
  return new Intl.NumberFormat("zh-CN").format(value);
}

function grouped(value: number, unit: number, decimals: number): string {
  const digits = Math.abs(value);
  const whole = new Intl.NumberFormat("zh-CN").format(Math.floor(digits / unit));
  const rest = String(digits % unit).padStart(decimals, "0");
  return `${value < 0 ? "-" : ""}${whole}.${rest}`;
}
