/** The desk of one check: six items, the steps the caller may take, decisions and trail. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCodeLabel } from "@/api/codes";
import type { SixHaveOut } from "@/api/client/types.gen";
import { ActionBar, Alert, AppLink, Button, CodeTag, HistoryTimeline, Page, Panel, problemText, useGo, useNotify, useShortcut } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { ItemFill } from "./ItemFill";
import { ItemVerify } from "./ItemVerify";
import { CHECK_TONES } from "./looks";
import { useItems, type Items } from "./useItems";

export function CheckDesk({ check }: { readonly check: SixHaveOut }) {
  const items = useItems(check, check.can_fill ? "items" : "verdicts");
  const scheme = useCodeLabel("SixHaveScheme")(check.scheme);
  useShortcut("Ctrl+S", t("six_have.save"), () => void items.flush());
  const writes = check.can_fill || check.can_verify;
  return (
    <Page
      title={t("six_have.of", { name: check.organisation_name })} trail={[{ label: t("six_have.title"), href: "/six-have" }]}
      mark={<CodeTag code="SixHaveState" value={check.status} tones={CHECK_TONES} />} actions={<Steps check={check} items={items} />}
      lead={<>{scheme} · {lead(check)}{writes && <span role="status"> · {t(`six_have.state.${items.state}` as never)}</span>}</>}
    >
      {items.state === "failed" && <Alert type="error" showIcon className="gap-below" title={t("six_have.not_saved")} description={problemText(items.error)} />}
      <Help check={check} />
      <Panel
        title={t(check.can_verify ? "six_have.verify" : check.can_fill ? "six_have.fill" : "six_have.items")}
        extra={writes ? <AllMet check={check} items={items} /> : undefined}
      >
        <ol className="six-items">
          {check.items.map((item) => (check.can_fill
            ? <ItemFill key={item.id} item={item} items={items} />
            : <ItemVerify key={item.id} item={item} items={check.can_verify ? items : undefined} />))}
        </ol>
      </Panel>
      <Decisions check={check} />
      <Panel title={t("six_have.trail")}><HistoryTimeline entries={check.history} /></Panel>
    </Page>
  );
}

/** Somebody of the union above filled in: the union is told until it has taken note. */
function Help({ check }: { readonly check: SixHaveOut }) {
  const seen = useSend(() => api.post(`/six-have/${check.id}/seen`), { refresh: ["/six-have"] });
  if (!check.helped_on) return null;
  const words = { name: check.helped_by ?? "", date: check.helped_on };
  if (!check.may_take_note) return <p className="quiet gap-below">{t("six_have.helped.above", words)}</p>;
  return (
    <Alert
      type="info" showIcon className="gap-below" title={t("six_have.helped", words)} description={t("six_have.helped.text")}
      action={<Button loading={seen.busy} onClick={() => void seen.send(undefined)}>{t("six_have.seen")}</Button>}
    />
  );
}

function lead(check: SixHaveOut): string {
  if (check.status === "to_mend" && check.mend_due_on) return t("six_have.mend_due", { date: check.mend_due_on });
  if (check.can_fill) return t("six_have.fill.lead");
  return check.can_verify ? t("six_have.verify.lead") : t("six_have.opened", { date: check.opened_on });
}

/** One key for the usual case: everything is there; only what is sent for this half of the work counts. */
function AllMet({ check, items }: { readonly check: SixHaveOut; readonly items: Items }) {
  const mark = () => check.items.forEach((item) => items.change(item.code, check.can_fill ? { is_met: true } : { verdict: "met", comment: "" }));
  useShortcut("0", t("six_have.all_met"), mark);
  return <Button onClick={mark}>{t("six_have.all_met")}</Button>;
}

/** Steps are offered by the server for what is saved; saving comes first. */
function Steps({ check, items }: { readonly check: SixHaveOut; readonly items: Items }) {
  const notify = useNotify();
  const go = useGo();
  const act = useSend(
    async ({ action, note }: { action: string; note: string }) => {
      const version = await items.flush();
      if (version === null) throw new Error(t("six_have.not_saved"));
      return api.post<SixHaveOut>(`/six-have/${check.id}/actions`, { action, note }, { ifMatch: version });
    },
    { refresh: ["/six-have", "/organisations", "/board"], onDone: () => notify.done(t("six_have.done")) },
  );
  const effect = (code: string) => t(`six_have.effect.${code}` as never);
  return (
    <>
      {(check.can_fill || check.can_verify) && items.state !== "saved" && <Button onClick={() => void items.flush()}>{t("six_have.save")}</Button>}
      {check.next_id && !check.can_verify && <Button onClick={() => go(`/six-have/checks/${check.next_id ?? ""}`)}>{t("six_have.next")}</Button>}
      <ActionBar
        actions={check.actions} object={check.organisation_name} busy={act.busy} error={act.error} onReset={act.reset}
        onAct={(action, note) => act.send({ action, note })} looks={{
          apply: { effect: effect("apply"), primary: true }, reapply: { effect: effect("reapply"), primary: true }, pass: { effect: effect("pass"), primary: true },
          mend: { effect: effect("mend") }, cancel: { effect: effect("cancel"), danger: true }, withdraw: { effect: effect("withdraw") },
        }}
      />
    </>
  );
}

function Decisions({ check }: { readonly check: SixHaveOut }) {
  const outcome = useCodeLabel("SixHaveOutcome");
  if (check.results.length === 0) return null;
  return (
    <Panel title={t("six_have.decisions")}>
      <ul className="plain-list">
        {check.results.map((result) => (
          <li key={result.decided_on + result.outcome}>
            <strong>{outcome(result.outcome)}</strong> <span className="number">{result.decided_on}</span> {result.decided_by}
            {result.valid_to && <span className="quiet">，{t("six_have.recheck_by", { date: result.valid_to })}</span>}
          </li>
        ))}
      </ul>
      <p className="gap-above"><AppLink href={`/organisations/${check.organisation_id}`}>{t("six_have.to_union")}</AppLink></p>
    </Panel>
  );
}
