/** Confirm or give up a statement; the own file with the verdicts. */
import type { StatementOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { ActionBar, Button, problemText, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { count, yuan } from "@/lib/money";
import "@/locales/zh/fundsStatements";

export function StatementActions({ item }: { readonly item: StatementOut }) {
  const go = useGo();
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/funds/statements/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds", "/indicators", "/board"] },
  );
  const numbers = { n: count(item.bookable_rows), fen: yuan(item.bookable_fen), m: count(item.exception_rows + item.platform_rows) };
  const save = () => void api.download(`/funds/statements/${item.id}/workbook`, undefined, "fund-statement-marked.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  const isKept = item.status === "ready" || item.status === "committed";
  return (
    <div className="row-gap gap-above">
      <ActionBar
        actions={item.actions} object={item.file_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })}
        looks={{ commit: { effect: t("statements.effect.commit", numbers), primary: true }, discard: { effect: t("statements.effect.discard"), danger: true } }}
      />
      {isKept && <Button onClick={save}>{t("statements.workbook")}</Button>}
      {item.status === "committed" && <Button onClick={() => go("/funds/exceptions")}>{t("exceptions.title")}</Button>}
    </div>
  );
}
