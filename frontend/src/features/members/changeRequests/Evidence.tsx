/** The files that prove a correction: added while it is open, downloaded by whoever decides. */
import type { AttachmentOut, ChangeRequestOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { Button, FileDrop, Loaded, Panel } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";

const KINDS = ".pdf,.png,.jpg,.xlsx,.docx,.csv,.txt";

export function Evidence({ item }: { readonly item: ChangeRequestOut }) {
  const owner = { object_type: "member_change", object_id: item.id };
  const query = useApi<readonly AttachmentOut[]>("/attachments", owner);
  const add = useSend((file: File) => api.upload("/attachments", file, owner), { refresh: ["/attachments", "/members/change-requests"] });
  return (
    <Panel title={t("records.evidence")}>
      <Loaded query={query} rows={2}>
        {(files) => (files.length === 0 ? <p className="quiet">{t("records.evidence.none")}</p> : (
          <ul className="plain-list">
            {files.map((file) => (
              <li key={file.id}>
                <Button type="link" onClick={() => void api.download(`/attachments/${file.id}/content`, undefined, file.name)}>{file.name}</Button>
                <span className="quiet">{file.uploaded_by}，{moment(file.created_at)}</span>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      {item.can_attach && <FileDrop accept={KINDS} maxMb={20} busy={add.busy} error={add.error} onFile={(file) => void add.send(file)} hint={t("records.evidence.hint")} />}
    </Panel>
  );
}
