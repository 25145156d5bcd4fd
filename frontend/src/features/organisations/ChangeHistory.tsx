/** Every saved change of a union: who, when, which field from what to what. */
import { useState } from "react";

import type { OrganisationHistoryPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, CodeLabel, Empty, Loaded, Panel } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

const FIRST = 10;
const ALL = 200;

export function ChangeHistory({ id }: { readonly id: string }) {
  const [limit, setLimit] = useState(FIRST);
  const query = useApi<OrganisationHistoryPage>(`/organisations/${id}/history`, { limit });
  return (
    <Panel title={t("organisations.history")}>
      <Loaded query={query} rows={3}>
        {(page) => (
          <>
            {page.items.length === 0 && <Empty title={t("organisations.history.empty")} />}
            <ol className="trail">
              {page.items.map((row) => (
                <li key={row.id}>
                  <div className="trail-head">
                    <strong><CodeLabel code="OrgChangeKind" value={row.kind} /></strong>
                    <span>{row.person_name}（<CodeLabel code="Role" value={row.role} />）</span>
                    <time dateTime={row.at}>{moment(row.at)}</time>
                  </div>
                  <ul className="org-changes">
                    {row.changes.map((change) => (
                      <li key={change.field}>{change.label}：{change.before || change.after ? `${change.before || "—"} → ${change.after || "—"}` : t("organisations.history.changed")}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
            {page.next_cursor && limit === FIRST && <Button onClick={() => setLimit(ALL)}>{t("organisations.history.more", { n: page.total })}</Button>}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
