/** How far one part of a return is: to mend, to explain, typed in, or as derived. */
import { ToneTag, type Tone } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Draft } from "./useDraft";
import type { Section } from "./types";

interface SectionMarkProps {
  readonly section: Section;
  readonly draft: Draft;
  readonly canEdit: boolean;
}

export function SectionMark({ section, draft, canEdit }: SectionMarkProps) {
  const mine = new Set(section.cells.map((cell) => cell.item));
  const fired = draft.checks.filter((check) => mine.has(check.items[0] ?? ""));
  const standing = fired.filter((check) => !check.is_answered);
  const errors = standing.filter((check) => check.severity === "error").length;
  const changed = section.cells.filter((cell) => draft.stateOf(cell.item) !== null).length;
  if (!canEdit) return fired.length > 0 ? <ToneTag tone="attention">{t("returns.section.explained", { n: fired.length })}</ToneTag> : null;
  const [tone, text] = mark(errors, standing.length - errors, changed);
  return <ToneTag tone={tone}>{text}</ToneTag>;
}

function mark(errors: number, warnings: number, changed: number): [Tone, string] {
  if (errors > 0) return ["problem", t("returns.section.errors", { n: errors })];
  if (warnings > 0) return ["attention", t("returns.section.warnings", { n: warnings })];
  return changed > 0 ? ["active", t("returns.section.changed", { n: changed })] : ["good", t("returns.section.ready")];
}
