/** Named sets of conditions of one list, kept on this computer. Searched text and names of people are never part of one. */

export interface SavedView {
  readonly name: string;
  readonly conditions: Readonly<Record<string, string | readonly string[]>>;
}

const PREFIX = "union.views.";
const MOST = 12;

export function savedViews(list: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + list) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return []; // storage switched off, or not ours
  }
}

/** Keeps a view under its name, replacing one of the same name; the newest first. Returns what is kept now. */
export function saveView(list: string, view: SavedView): readonly SavedView[] {
  const others = savedViews(list).filter(({ name }) => name !== view.name);
  return write(list, [view, ...others].slice(0, MOST));
}

export function forgetView(list: string, name: string): readonly SavedView[] {
  return write(list, savedViews(list).filter((view) => view.name !== name));
}

function write(list: string, views: readonly SavedView[]): readonly SavedView[] {
  localStorage.setItem(PREFIX + list, JSON.stringify(views));
  return views;
}

function isView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "conditions" in value;
}
