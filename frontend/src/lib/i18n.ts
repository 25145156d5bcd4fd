/** The words of the page: `t("key", {n: 3})` in the language the reader chose. */
import { useSyncExternalStore } from "react";

import type { TextKey } from "@/locales/zh";

import { preference, setPreference } from "./preferences";

export type Language = "zh-CN" | "en";
export type Text = Readonly<Record<string, string>>;

const loaded: Record<Language, Record<string, string>> = { "zh-CN": {}, en: {} };
const listeners = new Set<() => void>();

export function registerText(language: Language, text: Text): void {
  Object.assign(loaded[language], text);
}

export function language(): Language {
  return preference("language") === "en" ? "en" : "zh-CN";
}

export function setLanguage(next: Language): void {
  setPreference("language", next);
  document.documentElement.lang = next;
  listeners.forEach((tell) => tell());
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}

/** The text of a key; English falls back to Chinese. `{name}` in the text takes the value of `values.name`. */
export function t(key: TextKey, values?: Readonly<Record<string, string | number>>): string {
  const text = loaded[language()][key] ?? loaded["zh-CN"][key] ?? key;
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text of a key that is put together at run time, or null when there is none. */
export function word(key: string): string | null {
  return loaded[language()][key] ?? loaded["zh-CN"][key] ?? null;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
