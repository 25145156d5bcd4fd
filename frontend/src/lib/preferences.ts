/** The few harmless choices kept in the browser (language, text size, folded menu); never anything personal. */
import { useSyncExternalStore } from "react";

export type PreferenceName = "language" | "large_text" | "menu_folded";

const PREFIX = "union.";
const memory = new Map<PreferenceName, string>(); // used alone when the office policy switches storage off
const listeners = new Set<() => void>();

export function preference(name: PreferenceName): string | null {
  const kept = memory.get(name);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function setPreference(name: PreferenceName, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    document.documentElement.dataset.storage = "off";
  }
  listeners.forEach((tell) => tell());
}

export function usePreference(name: PreferenceName): string | null {
  return useSyncExternalStore(subscribe, () => preference(name));
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
