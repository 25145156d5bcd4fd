/** Files that belong to a return: added while it is open, downloaded by whoever may read it. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { Button, Empty, FileDrop, Loaded, Panel } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Return } from "./types";

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly uploaded_by: string;
  readonly created_at: string;
}

const KINDS = ".pdf,.png,.jpg,.xlsx,.docx,.csv,.txt";

export function Attachments({ ret }: { readonly ret: Return }) {
  const owner = { object_type: "monthly_return", object_id: ret.id };
  const query = useApi<readonly Attachment[]>("/attachments", owner);
  const add = useSend((file: File) => api.upload("/attachments", file, owner), { refresh: ["/attachments"] });
  return (
    <Panel title={t("returns.attachments")}>
      <Loaded query={query} rows={2}>
        {(files) => (files.length === 0 && !ret.can_edit ? <Empty title={t("returns.attachments.none")} /> : (
          <ul className="plain-list attachment-list">
            {files.map((file) => (
              <li key={file.id}>
                <Button type="link" onClick={() => void api.download(`/attachments/${file.id}/content`, undefined, file.name)}>{file.name}</Button>
                <span className="quiet">{t("returns.attachments.by", { name: file.uploaded_by, at: moment(file.created_at), kb: Math.ceil(file.size / 1024) })}</span>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      {ret.can_edit && <FileDrop accept={KINDS} maxMb={20} busy={add.busy} error={add.error} onFile={(file) => void add.send(file)} />}
    </Panel>
  );
}
