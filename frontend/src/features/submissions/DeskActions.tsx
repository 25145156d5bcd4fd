/** The buttons of a return: what this person may do now; submitting goes through the check of the answers. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { ActionBar, Button, useGo, useNotify } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { actionLooks } from "./looks";
import type { Return } from "./types";
import type { Draft } from "./useDraft";

interface DeskActionsProps {
  readonly ret: Return;
  readonly draft: Draft;
  readonly remarks: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

export function DeskActions({ ret, draft, remarks, labels }: DeskActionsProps) {
  const go = useGo();
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/returns/${ret.id}/actions`, {
      action, note, comments: action === "return" ? written(remarks) : [],
    }, { ifMatch: ret.version }),
    { refresh: ["/returns"], onDone: () => notify.done(t("returns.acted")) },
  );
  const noted = Object.entries(remarks).filter(([, text]) => text.trim());
  const looks = actionLooks();
  const told = noted.length ? { ...looks.return, effect: t("returns.effect.return_with", { items: noted.map(([item]) => labels[item]).join("、") }) } : looks.return;
  const canSubmit = ret.actions.some((action) => action.code === "submit");
  const check = async () => {
    if (await draft.flush()) go(`/returns/${ret.id}/check`);
  };
  return (
    <>
      <Button onClick={() => go(`/returns/${ret.id}/print`)}>{t("returns.print")}</Button>
      <ActionBar
        actions={ret.actions.filter((action) => action.code !== "submit")} object={`${ret.organisation_name} ${monthName(ret.period)}`}
        busy={act.busy} error={act.error} onReset={act.reset} looks={{ ...looks, return: told ?? {} }}
        onAct={async (action, note) => (await draft.flush()) && act.send({ action, note })}
      />
      {canSubmit && <Button type="primary" onClick={() => void check()}>{t("returns.to_check")}</Button>}
    </>
  );
}

function written(remarks: Readonly<Record<string, string>>) {
  return Object.entries(remarks).filter(([, text]) => text.trim()).map(([item, text]) => ({ item, text: text.trim() }));
}
