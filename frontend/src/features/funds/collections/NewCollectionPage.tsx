/** Books one payment that no statement brings. */
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { CollectionIn, CollectionOut, PayerPage } from "@/api/client/types.gen";
import { CodeSelect, DateInput, EntryForm, Field, FormSection, Input, Page, Panel, Select, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsCollections";

const PARAMS = { payer_id: param.text() };

interface Values extends Pick<CollectionIn, "payer_id" | "channel" | "item" | "period" | "booked_on" | "coverage" | "ticket_no" | "note"> {
  readonly paid_fen: string;
  readonly base_fen?: string;
  readonly due_fen?: string;
}

const readable = (_: unknown, text?: string) =>
  !text || parseYuan(text) !== null ? Promise.resolve() : Promise.reject(new Error(t("collections.amount.bad")));
const fen = (text?: string) => (text ? parseYuan(text) : null);

export default function NewCollectionPage() {
  const [{ payer_id: asked }] = useUrlState(PARAMS);
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: Values) => api.post<CollectionOut>("/funds/collections", { ...values, note: values.note ?? "", paid_fen: fen(values.paid_fen), base_fen: fen(values.base_fen), due_fen: fen(values.due_fen) }),
    { refresh: ["/funds"], onDone: (made) => { notify.done(t("collections.new.done")); go(`/funds/collections/${made.id}`); } },
  );
  const labels = {
    payer_id: t("collections.payer"), channel: t("collections.channel"), item: t("collections.item"), period: t("collections.period"), booked_on: t("collections.booked_on"),
    coverage: t("collections.coverage"), ticket_no: t("collections.ticket"), paid_fen: t("collections.paid"), base_fen: t("collections.base"), due_fen: t("collections.due"), note: t("collections.note"),
  };
  return (
    <Page title={t("collections.new")} lead={t("collections.new.lead")} trail={[{ label: t("collections.title"), href: "/funds/collections" }]}>
      <Panel>
        <EntryForm<Values> initial={{ payer_id: asked, channel: "direct", item: "funds", coverage: "full_2pct", booked_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("collections.new")} onCancel={() => go("/funds/collections")}>
          <FormSection columns={2}>
            <Field name="payer_id" label={labels.payer_id} required><PayerSelect asked={asked} /></Field>
            <Field name="channel" label={labels.channel} required><CodeSelect code="CollectionChannel" /></Field>
            <Field name="item" label={labels.item} required><CodeSelect code="FundItem" /></Field>
            <Field name="coverage" label={labels.coverage} required help={{ definition: t("collections.coverage.help") }}><CodeSelect code="FundCoverage" /></Field>
            <Field name="period" label={labels.period} required><DateInput picker="month" max={today} /></Field>
            <Field name="booked_on" label={labels.booked_on} required><DateInput max={today} /></Field>
            <Field name="paid_fen" label={labels.paid_fen} required rules={[{ validator: readable }]} help={{ definition: t("collections.paid.help"), example: t("collections.paid.example") }}><Input inputMode="decimal" maxLength={24} /></Field>
            <Field name="ticket_no" label={labels.ticket_no} required help={{ definition: t("collections.ticket.help") }}><Input maxLength={40} /></Field>
            <Field name="base_fen" label={labels.base_fen} rules={[{ validator: readable }]}><Input inputMode="decimal" maxLength={24} /></Field>
            <Field name="due_fen" label={labels.due_fen} rules={[{ validator: readable }]}><Input inputMode="decimal" maxLength={24} /></Field>
          </FormSection>
          <FormSection columns={1}>
            <Field name="note" label={labels.note}><Input maxLength={200} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}

interface PayerSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  /** The payer the page was opened for. */
  readonly asked?: string;
}

function PayerSelect({ id, value, onChange, asked }: PayerSelectProps) {
  const [words, setWords] = useState("");
  const found = useApi<PayerPage>("/funds/payers", { q: words || undefined, limit: 20 }, { enabled: words !== "" });
  const one = useApi<{ readonly name: string }>(`/funds/payers/${asked ?? ""}`, undefined, { enabled: Boolean(asked) && words === "" });
  const known = asked && one.data ? [{ value: asked, label: one.data.name }] : [];
  const options = found.data?.items.map((row) => ({ value: row.id, label: row.name })) ?? known;
  return <Select id={id} value={value} onChange={onChange} options={options} placeholder={t("collections.payer.choose")} showSearch={{ filterOption: false, onSearch: setWords }} />;
}
