/** Opens a month: the chair's own union at once, a clerk chooses the union (entry on behalf). */
import { useState } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Button, DateInput, ErrorSummary, FieldLabel, Modal, OrgTreeSelect, useGo } from "@/kit";
import { monthBefore } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Return } from "./types";

export function OpenMonth() {
  const me = useMe();
  const isClerk = useCan()("returns:review");
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const [period, setPeriod] = useState<string | undefined>(() => monthBefore(me.today));
  const [union, setUnion] = useState<string | undefined>(isClerk ? undefined : me.organisation?.id);
  const open = useSend(
    () => api.post<Return>("/returns", { organisation_id: union, period }),
    { refresh: ["/returns"], onDone: (ret) => go(`/returns/${ret.id}`) },
  );
  const ready = Boolean(union && period);
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>{t(isClerk ? "returns.open.behalf" : "returns.open")}</Button>
      {asking && (
        <Modal
          open title={t(isClerk ? "returns.open.behalf" : "returns.open")} okText={t("returns.open.go")} cancelText={t("kit.cancel")}
          okButtonProps={{ "aria-disabled": !ready || open.busy }} onCancel={() => { open.reset(); setAsking(false); }}
          onOk={() => { if (ready && !open.busy) void open.send(undefined); }}
        >
          <ErrorSummary error={open.error} />
          {isClerk && (
            <p>
              <label htmlFor="open-union"><FieldLabel label={t("returns.organisation")} /></label>
              <OrgTreeSelect id="open-union" value={union} onChange={(next) => setUnion(next ?? undefined)} />
            </p>
          )}
          <p>
            <label htmlFor="open-period"><FieldLabel label={t("returns.period")} /></label><br />
            <DateInput id="open-period" picker="month" value={period} onChange={(next) => setPeriod(next ?? undefined)} />
          </p>
        </Modal>
      )}
    </>
  );
}
