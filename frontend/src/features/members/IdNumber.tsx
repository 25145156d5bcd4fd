/** What a typed resident ID number says: birth date and sex, or what is wrong with it. */
import { t } from "@/lib/i18n";
import { cleanIdentifier, readResidentId } from "@/lib/identifiers";
import "@/locales/zh/members";

const SEX = { male: "1", female: "2" } as const;
const LENGTH = 18;

/** Beside the box: silent until the 18th character stands. */
export function IdNumberNote({ text }: { readonly text: string }) {
  const clean = cleanIdentifier(text);
  if (clean.length === 0) return null;
  if (clean.length < LENGTH) return <span>{t("members.id.typed", { n: clean.length })}</span>;
  const read = readResidentId(clean);
  return read.valid
    ? <span role="status" className="id-good">{t("members.id.reads", { birth: read.birthOn ?? "", sex: t(read.sex === "male" ? "members.id.male" : "members.id.female") })}</span>
    : <span role="status" className="text-error">{t(`members.id.wrong.${read.reason || "length"}` as never)}</span>;
}

/** Sex and birth date as the API wants them; nothing when the number cannot be read. */
export function readTyped(text: string): { readonly sex?: string; readonly birth_date?: string } {
  const read = readResidentId(text);
  return read.valid && read.sex && read.birthOn ? { sex: SEX[read.sex], birth_date: read.birthOn } : {};
}
