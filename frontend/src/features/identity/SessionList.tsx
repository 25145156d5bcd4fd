/** The own sessions that are still valid; each can be ended. */
import { useApi, useSend } from "@/api/query";
import { Button, ErrorSummary, Loaded, ToneTag, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { endSession, type SessionOut } from "./api";

export function SessionList() {
  const sessions = useApi<readonly SessionOut[]>("/me/sessions");
  const notify = useNotify();
  const end = useSend(endSession, { refresh: ["/me/sessions"], onDone: () => notify.done(t("account.session.ended")) });
  return (
    <>
      <p className="quiet">{t("account.sessions.lead")}</p>
      <ErrorSummary error={end.error} />
      <Loaded query={sessions}>
        {(rows) => (
          <ul className="plain-list">
            {rows.filter((row) => row.is_active).map((row) => (
              <li key={row.id}>
                <div>
                  <strong>{row.device}</strong> {row.is_current && <ToneTag tone="active">{t("account.session.this")}</ToneTag>}
                  <div className="quiet">
                    {t("account.session.started")} {moment(row.started_at)} · {t("account.session.used")} {moment(row.used_at)}
                  </div>
                </div>
                {!row.is_current && <Button onClick={() => void end.send(row.id)}>{t("account.session.end")}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
