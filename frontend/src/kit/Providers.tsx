/** What every page stands in: language and look of the UI library, its messages. */
import { App as AntApp, ConfigProvider, type ConfigProviderProps } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";
import { usePreference } from "@/lib/preferences";

import { theme } from "./theme";

export type Locale = NonNullable<ConfigProviderProps["locale"]>;

interface ProvidersProps {
  /** The library's English words when the reader wants English and they have come. */
  readonly english?: Locale | null;
  readonly children: ReactNode;
}

export function Providers({ english, children }: ProvidersProps) {
  const large = usePreference("large_text") === "on";
  dayjs.locale(english ? "en" : "zh-cn");
  return (
    <ConfigProvider
      locale={english ?? zhCN}
      theme={theme(large)}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: "optional", scrollToFirstError: { focus: true }, validateMessages: { required: t("kit.required") } }}
      popover={{ trigger: "click" }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
