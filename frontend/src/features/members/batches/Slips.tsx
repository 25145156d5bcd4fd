/** One-time codes of everybody who has not confirmed: shown once, to print and hand out. */
import { api } from "@/api/client";
import type { BatchOut, ConfirmationSlips } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useState } from "react";
import { Button, DataTable, ErrorSummary, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

export function Slips({ item }: { readonly item: BatchOut }) {
  const [slips, setSlips] = useState<ConfirmationSlips | null>(null);
  const hand = useSend(() => api.post<ConfirmationSlips>(`/members/batches/${item.id}/codes`), { refresh: ["/members/batches"], onDone: setSlips });
  return (
    <Panel title={t("batches.codes")}>
      <p className="quiet gap-below">{t("batches.codes.lead", { address: `${window.location.origin}/confirm` })}</p>
      <ErrorSummary error={hand.error} />
      <span className="row-gap">
        <Button aria-disabled={hand.busy} onClick={() => { if (!hand.busy) void hand.send(undefined); }}>{t(hand.busy ? "kit.working" : "batches.codes.make")}</Button>
        {slips && <Button type="primary" onClick={() => window.print()}>{t("batches.codes.print")}</Button>}
      </span>
      {slips && (
        <div className="gap-above">
          <DataTable
            caption={t("batches.codes")} rows={slips.items} rowKey={(slip) => slip.row_id} columns={[
              { key: "name", title: t("members.field.name"), render: (slip) => slip.person_name },
              { key: "code", title: t("batches.code"), render: (slip) => <span className="number slip-code">{slip.code}</span> },
              { key: "until", title: t("batches.code.until"), render: (slip) => <span className="number">{slip.valid_until}</span> },
            ]}
          />
        </div>
      )}
    </Panel>
  );
}
