/** Two records side by side: what they share, which is kept, what a merge does to the totals, the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import type { PairOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Alert, CodeTag, HistoryTimeline, Loaded, Page, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { PAIR_TONES } from "../looks";
import { KeepChoice } from "./KeepChoice";
import { SideBySide } from "./SideBySide";
import "../members.css";

export default function DuplicatePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<PairOut>(`/members/duplicates/${id}`);
  const item = query.data?.data;
  const [keep, setKeep] = useState<string | null>(null);
  return (
    <Page
      title={item ? t("records.pair.of", { name: item.sides[0]?.name ?? "" }) : t("records.pair")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("records.pairs"), href: "/members/duplicates" }]}
      mark={item && <CodeTag code="PairState" value={item.status} tones={PAIR_TONES} />} actions={item && <Actions item={item} keep={keep} />}
    >
      <Loaded query={query} rows={12}>{({ data }) => <Card item={data} keep={keep} onKeep={setKeep} />}</Loaded>
    </Page>
  );
}

function Actions({ item, keep }: { readonly item: PairOut; readonly keep: string | null }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/members/duplicates/${item.id}/actions`, { action, note, keep_id: keep }, { ifMatch: item.version }),
    { refresh: ["/members", "/organisations", "/board", "/indicators"], onDone: () => notify.done(t("records.done")) },
  );
  const effect = (code: string) => t(`records.pair.effect.${code}` as never);
  const name = item.sides[0]?.name ?? "";
  return (
    <ActionBar
      actions={item.actions} object={name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })}
      looks={{
        merge: { effect: effect("merge"), primary: true }, propose: { effect: effect("propose"), primary: true }, approve: { effect: effect("approve"), primary: true },
        dismiss: { effect: effect("dismiss") }, refuse: { effect: effect("refuse") }, withdraw: { effect: effect("withdraw") },
        undo: { effect: effect("undo"), danger: true }, reopen: { effect: effect("reopen") },
      }}
    />
  );
}

interface CardProps {
  readonly item: PairOut;
  readonly keep: string | null;
  readonly onKeep: (id: string) => void;
}

function Card({ item, keep, onKeep }: CardProps) {
  const chooses = item.actions.some(({ code }) => code === "merge" || code === "propose");
  return (
    <>
      {item.undo_until && <Alert type="info" showIcon className="gap-below" title={t("records.pair.undo_until", { date: item.undo_until })} />}
      <Panel title={t("records.pair.shared", { score: item.score })}>
        <ul className="plain-list">{item.reasons.map((one) => <li key={one.reason}>{one.label} <span className="quiet number">{t("records.pair.points", { n: one.points })}</span></li>)}</ul>
      </Panel>
      <Panel title={t("records.pair.sides")}><SideBySide item={item} /></Panel>
      {item.choices.length > 0 && <Panel title={t("records.pair.choice")}><KeepChoice item={item} keep={item.keep_id ?? keep} onKeep={chooses ? onKeep : undefined} /></Panel>}
      {item.merges.length > 0 && <Panel title={t("records.pair.merges")}><Merges item={item} /></Panel>}
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function Merges({ item }: { readonly item: PairOut }) {
  return (
    <ul className="plain-list">
      {item.merges.map((one) => (
        <li key={one.recorded_at}>
          {t(`records.merge.${one.kind}` as never, { at: moment(one.recorded_at), name: one.person_name, date: one.effective_on })}
          {one.totals.map((line) => <span key={line.name} className="quiet"> {t("records.pair.total", { name: line.name, before: count(line.before), after: count(line.after) })}</span>)}
        </li>
      ))}
    </ul>
  );
}
