/** The first page, without the UI library so that it opens at once on an old computer. */
import { t, useLanguage } from "@/lib/i18n";
import { usePreference } from "@/lib/preferences";

import { toggleLanguage, toggleText } from "./applyPreferences";
import { LoginForm } from "./LoginForm";

export function LoginPage() {
  const language = useLanguage();
  const large = usePreference("large_text") === "on";
  return (
    <div className="login-page" key={language}>
      <main className="login-card">
        <p className="login-owner">{t("app.owner")}</p>
        <h1>{t("app.name")}</h1>
        <LoginForm />
        <p className="login-help">{t("login.help")}</p>
      </main>
      <nav className="login-choices" aria-label={language === "en" ? "Display" : "显示设置"}>
        <button type="button" onClick={toggleLanguage}>{t("login.language")}</button>
        <button type="button" aria-pressed={large} onClick={toggleText}>{large ? t("login.normal") : t("login.large")}</button>
      </nav>
    </div>
  );
}

export function Starting() {
  return (
    <div className="start-skeleton" role="status" aria-label={t("login.starting")}>
      <div className="start-top" /><div className="start-side" /><div className="start-body" />
    </div>
  );
}

export function StartFailed({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div className="login-page">
      <main className="login-card">
        <h1>{t("app.name")}</h1>
        <p role="alert" className="login-error">{t("login.offline")}</p>
        <button type="button" className="login-submit" onClick={onRetry}>{t("login.retry")}</button>
      </main>
    </div>
  );
}
