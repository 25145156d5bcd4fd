/** Who is signed in now, for the security administrator; a suspicious session is ended with a reason. */
import { useState } from "react";

import { api } from "@/api/client";
import type { OpenSessionRow } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { Button, CodeLabel, EntryForm, Field, FormSection, Input, Modal, Page, SearchTable, ToneTag, useNotify, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

const NOTE_MAX = 500;

const COLUMNS = (onEnd: (row: OpenSessionRow) => void): Column<OpenSessionRow>[] => [
  { key: "person", title: t("accounts.person_name"), render: (row) => row.person_name },
  { key: "login", title: t("accounts.login_name"), render: (row) => row.login_name },
  { key: "role", title: t("accounts.role"), render: (row) => <CodeLabel code="Role" value={row.role} /> },
  { key: "place", title: t("accounts.organisation"), render: (row) => row.organisation.name },
  { key: "device", title: t("account.session.device"), render: (row) => row.device },
  { key: "started", title: t("account.session.started"), render: (row) => <span className="number">{moment(row.started_at)}</span> },
  { key: "used", title: t("account.session.used"), render: (row) => <span className="number">{moment(row.used_at)}</span> },
  {
    key: "end", title: t("account.session.end"),
    render: (row) => (row.is_own ? <ToneTag tone="active">{t("sessions.own")}</ToneTag> : <Button size="small" aria-label={`${t("account.session.end")}：${row.person_name}`} onClick={() => onEnd(row)}>{t("account.session.end")}</Button>),
  },
];

const FILTERS = (): Filter[] => [{ name: "role", label: t("accounts.role"), kind: "code", code: "Role" }];

export default function SessionsPage() {
  const [ending, setEnding] = useState<OpenSessionRow | null>(null);
  return (
    <Page title={t("sessions.title")} lead={t("sessions.lead")}>
      <SearchTable<OpenSessionRow>
        path="/sessions" caption={t("sessions.title")} columns={COLUMNS(setEnding)} filters={FILTERS()} search={t("accounts.search")}
        rowKey={(row) => row.id} empty={{ title: t("sessions.empty"), text: t("sessions.empty.text") }}
      />
      {ending && <EndDialog row={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

function EndDialog({ row, onClose }: { readonly row: OpenSessionRow; readonly onClose: () => void }) {
  const notify = useNotify();
  const end = useSend((values: { note: string }) => api.post(`/sessions/${row.id}/end`, values), {
    refresh: ["/sessions"], onDone: () => { notify.done(t("sessions.ended")); onClose(); },
  });
  return (
    <Modal open title={`${t("sessions.end")}：${row.person_name}（${row.device}）`} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="gap-below">{t("sessions.end.lead")}</p>
      <EntryForm<{ note: string }>
        onSubmit={end.send} busy={end.busy} error={end.error} submitLabel={t("account.session.end")} onCancel={onClose} labels={{ note: t("sessions.end.note") }}
      >
        <FormSection columns={1}>
          <Field name="note" label={t("sessions.end.note")} required hint={t("sessions.end.note.hint")}><Input.TextArea rows={3} maxLength={NOTE_MAX} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}
