/** What every page stands in: language and look of the UI library, its messages. */
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";

import { t, useLanguage } from "@/lib/i18n";
import { usePreference } from "@/lib/preferences";

import { theme } from "./theme";

export function Providers({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const large = usePreference("large_text") === "on";
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={theme(large)}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: "optional", scrollToFirstError: { focus: true }, validateMessages: { required: t("kit.required") } }}
      popover={{ trigger: "click" }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
