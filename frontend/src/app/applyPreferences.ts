/** Puts the reader's language and text size on the document before the first paint. */
import { language } from "@/lib/i18n";
import { preference } from "@/lib/preferences";

export function applyPreferences(): void {
  document.documentElement.lang = language();
  document.documentElement.dataset.text = preference("large_text") === "on" ? "large" : "normal";
}
