/** Handing an account's work over: what is open, who takes over, and the one act that closes the account. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useApi, useObject, useSend } from "@/api/query";
import { Alert, CodeSelect, DataTable, EntryForm, Field, FormSection, Input, Loaded, Page, Panel, ToneTag, useGo, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountOut, HandoverIn, HandoverPreviewOut, WorkOut } from "./api";

const COLUMNS = (): Column<WorkOut>[] => [
  { key: "label", title: t("handover.work"), render: (row) => row.label },
  { key: "count", title: t("handover.count"), align: "right", render: (row) => <span className="number">{row.count}</span> },
  {
    key: "moved", title: t("handover.what"),
    render: (row) => (row.is_reassigned ? <ToneTag tone="active">{t("handover.moved")}</ToneTag> : <span className="quiet">{t("handover.stays")}</span>),
  },
];

export default function HandoverPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const account = useObject<AccountOut>(`/accounts/${id}`);
  const preview = useApi<HandoverPreviewOut>(`/accounts/${id}/handover`);
  const name = preview.data?.person_name;
  const trail = [{ label: t("accounts.title"), href: "/accounts" }, ...(name ? [{ label: name, href: `/accounts/${id}` }] : [])];
  return (
    <Page title={t("handover.title")} trail={trail} lead={t("handover.lead")}>
      <Loaded query={preview}>
        {(data) => (
          <Panel title={t("handover.open", { name: data.person_name })} flush>
            <DataTable<WorkOut> caption={t("handover.work")} columns={COLUMNS()} rows={data.work} rowKey={(row) => row.code} />
          </Panel>
        )}
      </Loaded>
      <Loaded query={account}>{(found) => <Panel title={t("handover.act")}><HandoverForm account={found.data} etag={found.etag} /></Panel>}</Loaded>
    </Page>
  );
}

function HandoverForm({ account, etag }: { readonly account: AccountOut; readonly etag: string }) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: HandoverIn) => api.post(`/accounts/${account.id}/handover`, values, { ifMatch: etag }),
    { refresh: ["/accounts"], onDone: () => { notify.done(t("handover.done")); go(`/accounts/${account.id}`); } },
  );
  const labels = { successor_login_name: t("handover.successor"), reason: t("handover.reason"), note: t("handover.note") };
  if (account.status !== "enabled") return <p className="quiet">{t("handover.closed")}</p>;
  return (
    <>
      <Alert type="warning" showIcon className="gap-below" title={t("handover.effect", { name: account.person_name })} />
      <EntryForm<HandoverIn> onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("handover.submit")} onCancel={() => go(`/accounts/${account.id}`)}>
        <FormSection>
          <Field name="successor_login_name" label={labels.successor_login_name} required hint={t("handover.successor.hint")}>
            <Input maxLength={64} autoComplete="off" spellCheck={false} />
          </Field>
          <Field name="reason" label={labels.reason} required><CodeSelect code="HandoverReason" /></Field>
          <Field name="note" label={labels.note} required><Input.TextArea rows={2} maxLength={900} /></Field>
        </FormSection>
      </EntryForm>
    </>
  );
}
