/** Says when the network is gone, and that nothing typed is lost. */
import { onlineManager } from "@tanstack/react-query";
import { Alert } from "antd";
import { useSyncExternalStore } from "react";

import { t } from "@/lib/i18n";

export function OfflineBanner() {
  const online = useSyncExternalStore(
    (tell) => onlineManager.subscribe(tell),
    () => onlineManager.isOnline(),
  );
  if (online) return null;
  return <Alert className="offline" type="warning" showIcon title={t("shell.offline")} role="status" />;
}
