/** National identifiers as typed: canonical spelling, check digits, what they tell. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

export interface ResidentId {
  readonly valid: boolean;
  readonly reason: "" | "length" | "character" | "date" | "check";
  readonly birthOn: string | null;
  readonly sex: "male" | "female" | null;
}

/** Full-width digits, spaces and a small x as people type them. */
export function cleanIdentifier(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
}

/** GB 11643: birth date and sex are filled as soon as the 18th character is typed and correct. */
export function readResidentId(text: string): ResidentId {
  const id = cleanIdentifier(text);
  const wrong = (reason: ResidentId["reason"]): ResidentId => ({ valid: false, reason, birthOn: null, sex: null });
  if (id.length !== 18) return wrong("length");
  if (!/^\d{17}[\dX]$/.test(id)) return wrong("character");
  const birthOn = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  if (!isDay(birthOn)) return wrong("date");
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  if (CHECKS[sum % 11] !== id[17]) return wrong("check");
  return { valid: true, reason: "", birthOn, sex: Number(id[16]) % 2 ? "male" : "female" };
}

export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(cleanIdentifier(text).replace(/^\+?86(?=1)/, ""));
}

/** GB 32100 unified social credit code with its check character. */
export function isCreditCode(text: string): boolean {
  const code = cleanIdentifier(text);
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  const sum = [...code.slice(0, 17)].reduce((total, char, at) => total + USCC_CHARS.indexOf(char) * (3 ** at % 31), 0);
  return USCC_CHARS[(31 - (sum % 31)) % 31] === code[17];
}

/** A search text that would itself be personal data (ID or phone number) stays out of the address bar. */
export function looksPersonal(text: string): boolean {
  return /\d{7,}/.test(cleanIdentifier(text));
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
