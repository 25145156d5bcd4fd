/** Replaces the list of a draft from a file. */
import { api } from "@/api/client";
import type { BatchOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { FileDrop, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

export function Upload({ item }: { readonly item: BatchOut }) {
  const send = useSend((file: File) => replace(item, file), { refresh: ["/members/batches"] });
  return (
    <Panel title={t("batches.upload")}>
      <p className="quiet gap-below">{t("batches.upload.lead")}</p>
      <FileDrop accept=".xlsx,.csv" maxMb={5} busy={send.busy} error={send.error} onFile={(file) => void send.send(file)} />
    </Panel>
  );
}

function replace(item: BatchOut, file: File): Promise<BatchOut> {
  const form = new FormData();
  form.append("file", file);
  return api.put<BatchOut>(`/members/batches/${item.id}/file`, form, { ifMatch: item.version });
}
