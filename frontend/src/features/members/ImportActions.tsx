/** Confirm or give up an import; the own workbook with the marks to mend and upload again. */
import type { RollImportOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { ActionBar, Button, problemText, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/members";

export function ImportActions({ item }: { readonly item: RollImportOut }) {
  const go = useGo();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/members/imports/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/members", "/organisations", "/board", "/indicators"] },
  );
  const numbers = { create: count(item.to_create), update: count(item.to_update), rejected: count(item.rejected) };
  return (
    <div className="row-gap gap-above">
      <ActionBar
        actions={item.actions} object={item.file_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })}
        looks={{ commit: { effect: t("members.import.effect.commit", numbers), primary: true }, discard: { effect: t("members.import.effect.discard"), danger: true } }}
      />
      {item.status === "ready" && <Workbook id={item.id} />}
      {item.status !== "ready" && <Button onClick={() => go("/members/imports/new")}>{t("members.import.again")}</Button>}
    </div>
  );
}

function Workbook({ id }: { readonly id: string }) {
  const notify = useNotify();
  const save = () => void api.download(`/members/imports/${id}/workbook`, undefined, "member-roll-marked.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  return <Button onClick={save}>{t("members.import.workbook")}</Button>;
}
