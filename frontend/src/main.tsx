/** Entry: who is signed in decides between the small login page and the application, which loads behind it. */
import { StrictMode, Suspense, lazy, useEffect } from "react";
import { createRoot } from "react-dom/client";

import { start, useSession } from "@/api/session";
import { ConfirmPage } from "@/app/ConfirmPage";
import { LoginPage, StartFailed, Starting } from "@/app/LoginPage";
import { applyPreferences } from "@/app/applyPreferences";
import { registerText } from "@/lib/i18n";
import { login as english } from "@/locales/en/login";
import { login as chinese } from "@/locales/zh/login";
import "@/app/base.css";

const loadApp = () => import("@/app/App");
const App = lazy(loadApp);

registerText("zh-CN", chinese);
registerText("en", english);
applyPreferences();

function Root() {
  const { state } = useSession();
  useEffect(() => {
    if (state !== "anonymous") return undefined;
    const idle = setTimeout(() => void loadApp().catch(() => undefined), 800); // warm up behind the login form
    return () => clearTimeout(idle);
  }, [state]);
  if (state === "starting") return <Starting />;
  if (state === "anonymous") return <LoginPage />;
  return (
    <Suspense fallback={<Starting />}>
      <App />
    </Suspense>
  );
}

const root = createRoot(document.getElementById("root") as HTMLElement);

function open(): void {
  if (window.location.pathname === "/confirm") { // a person without an account answers here
    root.render(<StrictMode><ConfirmPage /></StrictMode>);
    return;
  }
  root.render(<StrictMode><Root /></StrictMode>);
  start().catch(() => root.render(<StartFailed onRetry={open} />));
}

open();
