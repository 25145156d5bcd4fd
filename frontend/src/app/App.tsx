/** The signed-in application: providers around the router, and the login dialog over an expired session. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { newQueryClient } from "@/api/query";
import { Providers, type Locale } from "@/kit";
import { registerText, useLanguage } from "@/lib/i18n";
import { start } from "@/locales/zh/start";
import "@/kit/kit.css";
import "./app.css";

import { LoginDialog } from "./LoginDialog";
import { newRouter } from "./router";
import { StepUpDialog } from "./StepUpDialog";

registerText("zh-CN", start);

export default function App() {
  const [queries] = useState(newQueryClient);
  const [router] = useState(newRouter);
  const language = useLanguage();
  const english = useEnglish(language === "en");
  return (
    <QueryClientProvider client={queries}>
      <Providers english={english}>
        <RouterProvider router={router} key={language + String(english !== null)} />
        <StepUpDialog />
        <LoginDialog />
      </Providers>
    </QueryClientProvider>
  );
}

/** The English words and the library's own, once they are here; Chinese until then. */
function useEnglish(wanted: boolean): Locale | null {
  const [english, setEnglish] = useState<Locale | null>(null);
  useEffect(() => {
    if (!wanted) return;
    void import("./english").then(({ words, library }) => {
      registerText("en", words);
      setEnglish(library);
    });
  }, [wanted]);
  return wanted ? english : null;
}
