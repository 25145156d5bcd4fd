/** Says in whose name the signed-in person acts, with the way back to oneself. */
import { Alert, Button } from "antd";
import { useState } from "react";

import { api } from "@/api/client";
import { changedName, useMe } from "@/api/session";
import { useNotify } from "@/kit";
import { t } from "@/lib/i18n";

export function ActingBanner() {
  const me = useMe();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  if (!me.acting_for) return null;
  const back = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.remove("/auth/act-for");
      changedName();
    } catch {
      setBusy(false);
      notify.problem(t("shell.acting.failed"));
    }
  };
  return (
    <Alert
      className="gap-below" type="warning" showIcon role="status" title={t("shell.acting", { name: me.acting_for })}
      action={<Button size="small" loading={busy} onClick={() => void back()}>{t("shell.acting.back")}</Button>}
    />
  );
}
