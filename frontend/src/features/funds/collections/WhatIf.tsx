/** Splits the payments of a span again under other ratios; nothing is written. */
import { useState } from "react";

import { api } from "@/api/client";
import { useCodeLabel } from "@/api/codes";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { RestatedLevelOut, RestatementIn, RestatementOut, SplitLevel, SplitTableOut } from "@/api/client/types.gen";
import { Button, CodeLabel, CodeSelect, DataTable, DateInput, InputNumber, Money, Panel, ProblemPanel, Select, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import "@/locales/zh/fundsCollections";

const COLUMNS = (): Column<RestatedLevelOut>[] => [
  { key: "level", title: t("collections.level"), render: (row) => <CodeLabel code="SplitLevel" value={row.level} /> },
  { key: "booked", title: t("split.what_if.booked"), align: "right", render: (row) => <Money fen={row.booked_fen} /> },
  { key: "restated", title: t("split.what_if.restated"), align: "right", render: (row) => <Money fen={row.restated_fen} /> },
  { key: "change", title: t("split.what_if.change"), align: "right", render: (row) => <Money fen={row.change_fen} /> },
];

type Ratios = Readonly<Partial<Record<SplitLevel, number>>>;

const ratiosOf = (table: SplitTableOut | undefined): Ratios =>
  Object.fromEntries((table?.in_force ?? table?.versions[0])?.shares.map((share) => [share.level, share.ratio]) ?? []);

export function WhatIf({ tables }: { readonly tables: readonly SplitTableOut[] }) {
  const { today } = useMe();
  const level = useCodeLabel("SplitLevel");
  const [key, setKey] = useState(tables[0]?.key ?? "");
  const [ratios, setRatios] = useState<Ratios>(ratiosOf(tables[0]));
  const [span, setSpan] = useState({ from: `${today.slice(0, 4)}-01-01`, to: today });
  const [channel, setChannel] = useState<RestatementIn["channel"]>();
  const [answer, setAnswer] = useState<RestatementOut>();
  const send = useSend((form: RestatementIn) => api.post<RestatementOut>("/funds/split-tables/restatements", form), { onDone: setAnswer });
  const table = tables.find((one) => one.key === key);
  const lines = Object.entries(ratios) as [SplitLevel, number][];
  const total = lines.reduce((sum, [, ratio]) => sum + ratio, 0);
  const isWhole = total === 10_000;
  const choose = (next: string) => { setKey(next); setRatios(ratiosOf(tables.find((one) => one.key === next))); setAnswer(undefined); };
  const run = () => {
    if (!table || !isWhole) return;
    void send.send({ item: table.item, coverage: table.coverage, booked_from: span.from, booked_to: span.to, channel: channel ?? null, ratios: lines.map(([name, ratio]) => ({ level: name, ratio })) });
  };
  return (
    <Panel title={t("split.what_if")}>
      <p className="quiet gap-below">{t("split.what_if.lead")}</p>
      <div className="filters">
        <Select aria-label={t("collections.table")} value={key} onChange={choose} options={tables.map((one) => ({ value: one.key, label: one.label }))} style={{ minWidth: 260 }} />
        <span className="filter" style={{ minWidth: 180 }}><CodeSelect code="CollectionChannel" aria-label={t("collections.channel")} placeholder={t("collections.channel")} value={channel ?? undefined} onChange={(value) => setChannel(value as RestatementIn["channel"])} allowClear /></span>
        <span className="filter"><DateInput aria-label={t("collections.booked_from")} value={span.from} onChange={(from) => from && setSpan({ ...span, from })} /></span>
        <span className="filter"><DateInput aria-label={t("collections.booked_to")} value={span.to} onChange={(to) => to && setSpan({ ...span, to })} /></span>
      </div>
      <div className="filters">
        {lines.map(([name, ratio]) => (
          <label key={name} className="filter">
            <span>{t("split.what_if.ratio", { level: level(name) })}</span>{" "}
            <InputNumber min={0} max={100} precision={2} value={ratio / 100} onChange={(value) => setRatios({ ...ratios, [name]: Math.round((value ?? 0) * 100) })} />
          </label>
        ))}
        <span className="filter" style={{ minWidth: 180 }}><CodeSelect code="SplitLevel" aria-label={t("split.what_if.add")} placeholder={t("split.what_if.add")} value={undefined} onChange={(name) => setRatios({ [name]: 0, ...ratios })} /></span>
      </div>
      <p className={isWhole ? "quiet" : "text-error"} role="status">{t(isWhole ? "split.what_if.sum" : "split.what_if.sum.bad", { total: (total / 100).toFixed(2) })}</p>
      <Button type="primary" onClick={run} disabled={!isWhole} loading={send.busy}>{t("split.what_if.run")}</Button>
      {send.error !== null && send.error !== undefined && <ProblemPanel error={send.error} />}
      {answer && (
        <div className="gap-above">
          <p>{t("split.what_if.result", { n: answer.payments, total: yuan(answer.total_fen) })}</p>
          <DataTable caption={t("split.what_if.caption")} columns={COLUMNS()} rows={answer.levels} rowKey={(row) => row.level} />
        </div>
      )}
    </Panel>
  );
}
