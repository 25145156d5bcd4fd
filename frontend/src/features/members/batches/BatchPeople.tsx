/** The people of a batch with where each stands; signed ones are ticked while the batch is being confirmed. */
import { useState } from "react";

import { api } from "@/api/client";
import type { BatchOut, BatchPersonOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { AppLink, Button, Checkbox, CodeLabel, CodeTag, DataTable, Empty, ErrorSummary, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { BATCH_ROW_TONES } from "../looks";

export function BatchPeople({ item, canSign }: { readonly item: BatchOut; readonly canSign: boolean }) {
  const [signed, setSigned] = useState<readonly string[]>([]);
  const note = useSend(() => api.post(`/members/batches/${item.id}/signatures`, { row_ids: signed }), { refresh: ["/members/batches"], onDone: () => setSigned([]) });
  const toggle = (id: string, on: boolean) => setSigned((kept) => (on ? [...kept, id] : kept.filter((one) => one !== id)));
  return (
    <Panel
      title={t("batches.list")} flush
      extra={canSign && signed.length > 0 && <Button type="primary" aria-disabled={note.busy} onClick={() => void note.send(undefined)}>{t("batches.sign", { n: signed.length })}</Button>}
    >
      <ErrorSummary error={note.error} />
      {item.rows.length === 0 ? <Empty title={t("batches.list.empty")} text={t("batches.list.empty.text")} /> : (
        <DataTable<BatchPersonOut> caption={t("batches.list")} columns={columns(canSign, signed, toggle)} rows={item.rows} rowKey={(row) => row.id} />
      )}
    </Panel>
  );
}

function columns(canSign: boolean, signed: readonly string[], toggle: (id: string, on: boolean) => void): Column<BatchPersonOut>[] {
  const tick: Column<BatchPersonOut> = {
    key: "sign", title: t("batches.signed"), width: 80, render: (row) => row.status === "waiting" && (
      <Checkbox aria-label={t("batches.signed.of", { name: row.person_name })} checked={signed.includes(row.id)} onChange={(event) => toggle(row.id, event.target.checked)} />
    ),
  };
  return [
    { key: "name", title: t("members.field.name"), width: 110, render: (row) => (row.member_id ? <AppLink href={`/members/${row.member_id}`}>{row.person_name}</AppLink> : row.person_name) },
    { key: "id_no", title: t("members.field.id_no"), width: 170, render: (row) => <span className="number">{row.id_no_masked}</span> },
    { key: "mobile", title: t("members.field.mobile"), width: 120, render: (row) => <span className="number">{row.mobile_masked || "—"}</span> },
    { key: "group", title: t("batches.field.group_eight"), width: 110, render: (row) => <CodeLabel code="GroupEight" value={row.group_eight} /> },
    { key: "status", title: t("members.case.status"), width: 120, render: (row) => <CodeTag code="BatchRowState" value={row.status} tones={BATCH_ROW_TONES} /> },
    { key: "problem", title: t("batches.problem"), render: (row) => (row.problem ? <>{row.problem}<div className="quiet">{row.fix}</div></> : "—") },
    ...(canSign ? [tick] : []),
  ];
}
