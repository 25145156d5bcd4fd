/** The reader's language and text size: on the document before the first paint, and switched by hand. */
import { language, setLanguage } from "@/lib/i18n";
import { preference, setPreference } from "@/lib/preferences";

export function applyPreferences(): void {
  document.documentElement.lang = language();
  document.documentElement.dataset.text = preference("large_text") === "on" ? "large" : "normal";
}

export function toggleText(): void {
  setPreference("large_text", preference("large_text") === "on" ? "off" : "on");
  applyPreferences();
}

export function toggleLanguage(): void {
  setLanguage(language() === "en" ? "zh-CN" : "en");
}
