/** What somebody must know before reading a return: sent back, late, entered on behalf, zero report. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { Alert, Button } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Return } from "./types";

export function ReturnNotices({ ret }: { readonly ret: Return }) {
  const seen = useSend(() => api.post(`/returns/${ret.id}/acknowledgements`, undefined, { ifMatch: ret.version }), { refresh: ["/returns"] });
  const sentBack = ret.status === "returned" ? [...ret.trail].reverse().find((entry) => entry.action === "return") : undefined;
  return (
    <>
      {sentBack && (
        <Alert type="warning" showIcon className="gap-below" title={t("returns.sent_back", { name: sentBack.person_name })} description={sentBack.note} />
      )}
      {ret.on_behalf && (
        <Alert
          type="info" showIcon className="gap-below" title={t("returns.on_behalf", { name: ret.on_behalf_by })}
          action={ret.needs_acknowledgement && <Button size="small" onClick={() => void seen.send(undefined)}>{t("returns.acknowledge")}</Button>}
        />
      )}
      {ret.is_late && <Alert type="warning" showIcon className="gap-below" title={t("returns.is_late")} />}
      {ret.is_zero_report && <Alert type="info" showIcon className="gap-below" title={t("returns.is_zero")} />}
    </>
  );
}
