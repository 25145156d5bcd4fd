/** How a paper was served: the proof as files, and the record that sets the limitation back. */
import { useState } from "react";

import { api } from "@/api/client";
import { useCodeLabel } from "@/api/codes";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { AttachmentOut, DunningNoticeOut, DunningServiceIn } from "@/api/client/types.gen";
import { Button, CodeSelect, DateInput, Empty, EntryForm, Field, FileDrop, Input, Loaded, Modal, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

const KINDS = ".pdf,.png,.jpg,.docx,.txt";

export function Services({ notice }: { readonly notice: DunningNoticeOut }) {
  const [open, setOpen] = useState(false);
  const method = useCodeLabel("ServiceMethod");
  const outcome = useCodeLabel("ServiceOutcome");
  return (
    <div className="dunning-services">
      <Proofs notice={notice} />
      <Panel title={t("dunning.services")} extra={notice.may_serve && <Button onClick={() => setOpen(true)}>{t("dunning.serve")}</Button>}>
        {notice.services.length === 0 ? <Empty title={t("dunning.services.none")} /> : (
          <ul className="plain-list">
            {notice.services.map((row) => (
              <li key={row.id}>
                <strong>{method(row.method)} · {outcome(row.outcome)}</strong> {row.receiver} <span className="quiet">{t("dunning.services.line", { date: row.served_on, proofs: row.proofs, person: row.person_name })}</span>
                {row.note && <p>{row.note}</p>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {open && <ServeDialog notice={notice} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Proofs({ notice }: { readonly notice: DunningNoticeOut }) {
  const owner = { object_type: "dunning_notice", object_id: notice.id };
  const query = useApi<readonly AttachmentOut[]>("/attachments", owner);
  const add = useSend((file: File) => api.upload("/attachments", file, owner), { refresh: ["/attachments"] });
  return (
    <Panel title={t("dunning.files")}>
      <Loaded query={query} rows={2}>
        {(files) => (files.length === 0 ? <Empty title={t("dunning.files.none")} text={notice.may_serve ? t("dunning.files.hint") : undefined} /> : (
          <ul className="plain-list">
            {files.map((file) => (
              <li key={file.id}>
                <Button type="link" onClick={() => void api.download(`/attachments/${file.id}/content`, undefined, file.name)}>{file.name}</Button>
                <span className="quiet">{t("dunning.files.by", { name: file.uploaded_by, at: moment(file.created_at) })}</span>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      {notice.may_serve && <FileDrop accept={KINDS} maxMb={20} busy={add.busy} error={add.error} onFile={(file) => void add.send(file)} />}
    </Panel>
  );
}

function ServeDialog({ notice, onClose }: { readonly notice: DunningNoticeOut; readonly onClose: () => void }) {
  const { today } = useMe();
  const notify = useNotify();
  const send = useSend(
    (values: DunningServiceIn) => api.post(`/funds/dunning-notices/${notice.id}/services`, { ...values, receiver: values.receiver ?? "", note: values.note ?? "" }),
    { refresh: ["/funds/dunning-notices", "/funds/arrears-cases", "/funds/arrears"], onDone: () => { notify.done(t("dunning.served")); onClose(); } },
  );
  const labels = { method: t("dunning.method"), outcome: t("dunning.outcome"), served_on: t("dunning.served_on"), receiver: t("dunning.receiver"), note: t("dunning.note") };
  return (
    <Modal open title={t("kit.action.title", { action: t("dunning.serve"), object: notice.notice_no })} footer={null} onCancel={onClose}>
      <EntryForm<DunningServiceIn> initial={{ method: notice.methods[0], outcome: "served", served_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("dunning.serve")} onCancel={onClose}>
        <Field name="method" label={labels.method} required><CodeSelect code="ServiceMethod" only={notice.methods} /></Field>
        <Field name="outcome" label={labels.outcome} required><CodeSelect code="ServiceOutcome" /></Field>
        <Field name="served_on" label={labels.served_on} required><DateInput max={today} /></Field>
        <Field name="receiver" label={labels.receiver} hint={t("dunning.receiver.hint")}><Input maxLength={60} /></Field>
        <Field name="note" label={labels.note}><Input.TextArea rows={2} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}
