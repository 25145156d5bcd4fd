/** Members' dues: registers by union and month, and the months of the year in sum. */
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import type { DuesBatchIn, DuesBatchOut, DuesBatchRow, DuesMonthOut, DuesSummaryOut } from "@/api/client/types.gen";
import { Button, CodeTag, Count, DataTable, DateInput, EntryForm, Field, Loaded, Modal, Money, OrgTreeSelect, Page, Panel, SearchTable, useGo, useNotify, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsDues";

import { DUES_TONES, LIST } from "./looks";

const COLUMNS = (): Column<DuesBatchRow>[] => [
  { key: "union", title: t("dues.union"), render: (row) => row.organisation_name },
  { key: "period", title: t("dues.period"), width: 90, render: (row) => <span className="number">{row.period}</span> },
  { key: "payers", title: t("dues.payers"), width: 90, align: "right", render: (row) => <Count value={row.payers} /> },
  { key: "exempt", title: t("dues.exempt"), width: 90, align: "right", render: (row) => <Count value={row.exempt} /> },
  { key: "missing", title: t("dues.missing"), width: 90, align: "right", render: (row) => <Count value={row.missing} /> },
  { key: "dues", title: t("dues.dues"), width: 120, align: "right", render: (row) => <Money fen={row.dues_fen} /> },
  { key: "collected", title: t("dues.collected"), width: 120, align: "right", render: (row) => <Money fen={row.collected_fen} /> },
  { key: "status", title: t("dues.status"), width: 110, render: (row) => <CodeTag code="DuesState" value={row.status} tones={DUES_TONES} /> },
];

const MONTHS = (): Column<DuesMonthOut>[] => [
  { key: "period", title: t("dues.period"), render: (row) => <span className="number">{row.period}</span> },
  { key: "unions", title: t("dues.unions"), align: "right", render: (row) => <Count value={row.unions} /> },
  { key: "payers", title: t("dues.payers"), align: "right", render: (row) => <Count value={row.payers} /> },
  { key: "exempt", title: t("dues.exempt"), align: "right", render: (row) => <Count value={row.exempt} /> },
  { key: "dues", title: t("dues.dues"), align: "right", render: (row) => <Money fen={row.dues_fen} /> },
  { key: "collected", title: t("dues.collected"), align: "right", render: (row) => <Money fen={row.collected_fen} /> },
];

const FILTERS = (): Filter[] => [
  { name: "period", label: t("dues.period"), kind: "month" },
  { name: "status", label: t("dues.status"), kind: "code", code: "DuesState" },
  { name: "organisation_id", label: t("dues.below"), kind: "organisation" },
];

export default function DuesPage() {
  const can = useCan();
  const { today } = useMe();
  const year = today.slice(0, 4);
  const [open, setOpen] = useState(false);
  const query = useApi<DuesSummaryOut>("/funds/dues/summary", { year });
  return (
    <Page title={t("dues.title")} lead={t("dues.lead")} actions={can("funds:declare") && <Button type="primary" onClick={() => setOpen(true)}>{t("dues.open")}</Button>}>
      <SearchTable<DuesBatchRow>
        path="/funds/dues" caption={t("dues.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `${LIST}/${row.id}`} empty={{ title: t("dues.empty"), text: t("dues.empty.text") }}
      />
      <Loaded query={query} rows={3}>
        {(data) => data.months.length > 0 && <Panel title={t("dues.year", { year })} flush><DataTable<DuesMonthOut> caption={t("dues.year", { year })} columns={MONTHS()} rows={data.months} rowKey={(row) => row.period} /></Panel>}
      </Loaded>
      {open && <OpenDialog onClose={() => setOpen(false)} />}
    </Page>
  );
}

interface OpenValues {
  readonly organisation_id: string;
  readonly period: string;
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: OpenValues) => api.post<DuesBatchOut>("/funds/dues", { ...values, period: values.period.slice(0, 7) } satisfies DuesBatchIn),
    { refresh: ["/funds/dues"], onDone: (made) => { notify.done(t("dues.opened")); go(`${LIST}/${made.id}`); } },
  );
  const labels = { organisation_id: t("dues.union"), period: t("dues.period") };
  const initial = { organisation_id: me.organisation.id, period: me.today.slice(0, 7) };
  return (
    <Modal open title={t("dues.open")} footer={null} onCancel={onClose}>
      <p>{t("dues.open.lead")}</p>
      <EntryForm<OpenValues> initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("dues.open")} onCancel={onClose}>
        <Field name="organisation_id" label={labels.organisation_id} required><OrgTreeSelect /></Field>
        <Field name="period" label={labels.period} required><DateInput picker="month" max={me.today} /></Field>
      </EntryForm>
    </Modal>
  );
}
