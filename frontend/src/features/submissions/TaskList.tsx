/** The parts of the return with their state; the way around a long form. */
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { SectionMark } from "./SectionMark";
import type { Draft } from "./useDraft";
import type { Section } from "./types";

interface TaskListProps {
  readonly sections: readonly Section[];
  readonly draft: Draft;
  readonly canEdit: boolean;
}

export function TaskList({ sections, draft, canEdit }: TaskListProps) {
  return (
    <nav className="task-list" aria-label={t("returns.sections")}>
      <ol>
        {sections.map((section) => (
          <li key={section.code}>
            <a href={`#section-${section.code}`} onClick={(event) => { event.preventDefault(); go(section.code); }}>{section.letter}、{section.label}</a>
            <SectionMark section={section} draft={draft} canEdit={canEdit} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function go(code: string): void {
  const part = document.getElementById(`section-${code}`);
  part?.scrollIntoView({ block: "start" });
  part?.querySelector<HTMLElement>("input, textarea, [role=combobox]")?.focus({ preventScroll: true });
}
