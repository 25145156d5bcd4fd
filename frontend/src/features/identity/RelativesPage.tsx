/** My declared near relatives, whose matters somebody else decides. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { Button, CodeLabel, CodeSelect, DataTable, EntryForm, ErrorSummary, Field, Form, FormSection, Input, Loaded, Page, Panel, Popconfirm, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { DeclaredRelativeIn, DeclaredRelativeOut } from "./api";

export default function RelativesPage() {
  const me = useMe();
  const query = useApi<readonly DeclaredRelativeOut[]>("/me/relatives");
  const notify = useNotify();
  const withdraw = useSend((id: string) => api.remove(`/me/relatives/${id}`), {
    refresh: ["/me/relatives"], onDone: () => notify.done(t("relatives.withdrawn")),
  });
  const columns = (): Column<DeclaredRelativeOut>[] => [
    { key: "name", title: t("relatives.name"), render: (row) => row.name },
    { key: "relation", title: t("relatives.relation"), render: (row) => <CodeLabel code="Relation" value={row.relation} /> },
    { key: "id_no", title: t("relatives.id_no"), render: (row) => <span className="number">{row.id_no || "—"}</span> },
    { key: "mobile", title: t("accounts.mobile"), render: (row) => <span className="number">{row.mobile || "—"}</span> },
    { key: "on", title: t("relatives.declared_on"), render: (row) => <span className="number">{row.declared_on}</span> },
    {
      key: "do", title: t("relatives.state"), render: (row) => (row.counts_until ? t("relatives.until", { date: row.counts_until }) : (
        <Popconfirm title={t("relatives.withdraw.ask")} onConfirm={() => void withdraw.send(row.id)}>
          <Button size="small" aria-label={`${t("relatives.withdraw")} ${row.name}`}>{t("relatives.withdraw")}</Button>
        </Popconfirm>
      )),
    },
  ];
  return (
    <Page title={t("relatives.title")} lead={t("relatives.lead")} trail={[{ label: t("account.title"), href: "/account" }]}>
      <ErrorSummary error={withdraw.error} />
      <Loaded query={query}>
        {(rows) => (
          <Panel title={t("relatives.list")} flush={rows.length > 0}>
            {rows.length ? <DataTable<DeclaredRelativeOut> caption={t("relatives.list")} columns={columns()} rows={rows} rowKey={(row) => row.id} /> : <p className="quiet">{t("relatives.empty")}</p>}
          </Panel>
        )}
      </Loaded>
      {!me.acting_for && <Panel title={t("relatives.new")}><RelativeForm /></Panel>}
    </Page>
  );
}

function RelativeForm() {
  const [form] = Form.useForm<DeclaredRelativeIn>();
  const notify = useNotify();
  const send = useSend((values: DeclaredRelativeIn) => api.post("/me/relatives", values), {
    refresh: ["/me/relatives"], onDone: () => { form.resetFields(); notify.done(t("relatives.done")); },
  });
  const labels = { relation: t("relatives.relation"), name: t("relatives.name"), id_no: t("relatives.id_no"), mobile: t("accounts.mobile") };
  return (
    <EntryForm<DeclaredRelativeIn> form={form} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("relatives.submit")}>
      <FormSection lead={t("relatives.new.lead")}>
        <Field name="relation" label={labels.relation} required><CodeSelect code="Relation" /></Field>
        <Field name="name" label={labels.name} required><Input maxLength={60} autoComplete="off" /></Field>
        <Field name="id_no" label={labels.id_no}><Input maxLength={20} autoComplete="off" /></Field>
        <Field name="mobile" label={labels.mobile}><Input maxLength={20} inputMode="tel" autoComplete="off" /></Field>
      </FormSection>
    </EntryForm>
  );
}
