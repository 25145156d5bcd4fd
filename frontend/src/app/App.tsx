/** The signed-in application: providers around the router, and the login dialog over an expired session. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";

import { newQueryClient } from "@/api/query";
import { Providers } from "@/kit";
import { registerText, useLanguage } from "@/lib/i18n";
import { en } from "@/locales/en";
import { zh } from "@/locales/zh";
import "@/kit/kit.css";
import "./app.css";

import { LoginDialog } from "./LoginDialog";
import { newRouter } from "./router";

registerText("zh-CN", zh);
registerText("en", en);

export default function App() {
  const [queries] = useState(newQueryClient);
  const [router] = useState(newRouter);
  const language = useLanguage();
  return (
    <QueryClientProvider client={queries}>
      <Providers>
        <RouterProvider router={router} key={language} />
        <LoginDialog />
      </Providers>
    </QueryClientProvider>
  );
}
