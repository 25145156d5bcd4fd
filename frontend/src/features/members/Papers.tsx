/** Scanned papers of an application, an ending or a batch. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { Button, Empty, FileDrop, Loaded, Panel } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

interface Paper {
  readonly id: string;
  readonly name: string;
  readonly uploaded_by: string;
  readonly created_at: string;
}

const KINDS = ".pdf,.png,.jpg,.docx,.txt";

interface PapersProps {
  readonly kind: string;
  readonly id: string;
  readonly canAdd: boolean;
  readonly hint: string;
}

export function Papers({ kind, id, canAdd, hint }: PapersProps) {
  const owner = { object_type: kind, object_id: id };
  const query = useApi<readonly Paper[]>("/attachments", owner);
  const add = useSend((file: File) => api.upload("/attachments", file, owner), { refresh: ["/attachments", "/members"] });
  return (
    <Panel title={t("lifecycle.papers")}>
      <Loaded query={query} rows={2}>
        {(files) => (files.length === 0 ? <Empty title={t("lifecycle.papers.none")} text={canAdd ? hint : undefined} /> : (
          <ul className="plain-list">
            {files.map((file) => (
              <li key={file.id}>
                <Button type="link" onClick={() => void api.download(`/attachments/${file.id}/content`, undefined, file.name)}>{file.name}</Button>
                <span className="quiet">{t("lifecycle.papers.by", { name: file.uploaded_by, at: moment(file.created_at) })}</span>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      {canAdd && <FileDrop accept={KINDS} maxMb={20} busy={add.busy} error={add.error} onFile={(file) => void add.send(file)} />}
    </Panel>
  );
}
