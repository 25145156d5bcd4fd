/** How the menu is put together: one line for a page, and one subject for ten places of the order. */
import type { MenuEntry } from "@/lib/feature";

export interface Section {
  readonly head: MenuEntry;
  /** Further pages of the subject, shown when it is unfolded. */
  readonly more: readonly MenuEntry[];
  readonly startsGroup: boolean;
}

/** A subject with fewer further pages than this shows them all the time. */
const FEW = 3;

/** The longest menu path that the address starts with. */
export function currentEntry(menu: readonly MenuEntry[], path: string): MenuEntry | undefined {
  return menu
    .filter((entry) => path === entry.path || (entry.path !== "/" && path.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** The entries by subject; only the subjects of the daily work (10-49) are folded. */
export function sectionsOf(entries: readonly MenuEntry[]): Section[] {
  const subjects = new Map<number, MenuEntry[]>();
  for (const entry of entries) {
    const key = subjectOf(entry);
    subjects.set(key, [...(subjects.get(key) ?? []), entry]);
  }
  const sections = [...subjects.values()].flatMap(([head, ...more]) => {
    if (!head) return [];
    if (more.length >= FEW && isWork(head)) return [{ head, more }];
    return [head, ...more].map((entry) => ({ head: entry, more: [] as MenuEntry[] }));
  });
  return sections.map((section, at) => {
    const before = sections[at - 1];
    return { ...section, startsGroup: before !== undefined && groupOf(before.head) !== groupOf(section.head) };
  });
}

function subjectOf(entry: MenuEntry): number {
  return Math.floor(entry.order / 10);
}

function isWork(entry: MenuEntry): boolean {
  return entry.order >= 10 && entry.order < 50;
}

function groupOf(entry: MenuEntry): number {
  return entry.order < 10 ? 0 : entry.order < 50 ? 1 : entry.order < 70 ? 2 : 3;
}
