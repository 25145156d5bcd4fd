/** The end of an import: written, given up, or failed with the reason and the way on. */
import type { RollImportOut } from "@/api/client/types.gen";
import { Alert, AppLink } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/members";

import { ImportActions } from "./ImportActions";
import { ImportNumbers } from "./ImportNumbers";

export function ImportEnd({ item }: { readonly item: RollImportOut }) {
  return (
    <>
      {item.status === "committed" && (
        <Alert
          type="success" showIcon className="gap-below" title={t("members.import.done", { create: count(item.to_create), update: count(item.to_update), at: moment(item.finished_at) })}
          action={<AppLink href={`/members?organisation_id=${item.organisation_id}`}>{t("members.import.see")}</AppLink>}
        />
      )}
      {item.status === "discarded" && <Alert type="info" showIcon className="gap-below" title={t("members.import.discarded")} />}
      {item.status === "failed" && <Alert type="error" showIcon className="gap-below" title={t("members.import.failed")} description={item.failure} />}
      {item.rows_read > 0 && <ImportNumbers item={item} />}
      <ImportActions item={item} />
    </>
  );
}
