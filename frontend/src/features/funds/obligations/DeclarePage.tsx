/** Declares a month's wages: the due and every check are shown before anything is kept. */
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { DeclarationIn, DeclarationOut, ObligationOut, PayerMonthsOut, PayerOut, WagePart } from "@/api/client/types.gen";
import { Button, CodeLabel, EntryForm, Field, FormSection, Input, InputNumber, DateInput, Loaded, Money, Page, Panel, RuleChecks, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan, yuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsObligations";

const PARAMS = { payer_id: param.text(), period: param.text() };
/** The six parts that count, as the form offers them. */
const PARTS: readonly WagePart[] = ["hourly", "piece", "bonus", "allowance", "overtime", "special"];

interface Values extends Record<string, unknown> {
  readonly period: string;
  readonly employees: number;
  readonly wages?: string;
  readonly statutory?: string;
  readonly reason?: string;
}

export default function DeclarePage() {
  const [{ payer_id, period }] = useUrlState(PARAMS);
  const payer = useApi<PayerOut>(`/funds/payers/${payer_id}`, undefined, { enabled: Boolean(payer_id) });
  const months = useApi<PayerMonthsOut>(`/funds/payers/${payer_id}/months`, { count: 12 }, { enabled: Boolean(payer_id) });
  if (!payer_id) return <Page title={t("obligations.declare")}><Panel>{t("obligations.choose")}</Panel></Page>;
  return (
    <Page title={t("obligations.declare")} lead={t("obligations.declare.lead")} trail={[{ label: payer.data?.name ?? t("obligations.payer"), href: `/funds/payers/${payer_id}` }]}>
      <Loaded query={payer} rows={8}>
        {(data) => <Loaded query={months} rows={6}>{(known) => <Declare payer={data} months={known} period={period || known.to_period} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

function Declare({ payer, months, period }: { readonly payer: PayerOut; readonly months: PayerMonthsOut; readonly period: string }) {
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const [seen, setSeen] = useState<ObligationOut | null>(null);
  const send = useSend((values: Values) => api.post<DeclarationOut>("/funds/declarations", bodyOf(payer, values)), {
    refresh: ["/funds"],
    onDone: (made) => { notify.done(t("obligations.declared")); go(`/funds/payers/${payer.id}/months/${made.period}`); },
  });
  const preview = useSend((values: Values) => api.post<ObligationOut>("/funds/declarations/preview", bodyOf(payer, values)), { onDone: setSeen });
  const [values, setValues] = useState<Values>({ period, employees: payer.employees });
  const basic = payer.wage_base !== "total_wages";
  const labels = { period: t("obligations.period"), employees: t("obligations.employees"), wages_fen: wagesLabel(basic), wages: wagesLabel(basic), statutory: t("obligations.statutory"), statutory_wages_fen: t("obligations.statutory"), reason: t("obligations.reason") };
  return (
    <>
      <Panel>
        <EntryForm<Values> initial={values} onSubmit={send.send} onChange={(_, all) => { setValues(all); setSeen(null); }} busy={send.busy} error={send.error ?? preview.error} labels={labels} submitLabel={t("obligations.declare")} onCancel={() => go(`/funds/payers/${payer.id}`)}>
          <FormSection columns={2}>
            <Field name="period" label={labels.period} required><DateInput picker="month" max={today} /></Field>
            <Field name="employees" label={labels.employees} required help={{ definition: t("obligations.employees.help") }}><InputNumber min={0} max={10_000_000} precision={0} /></Field>
            <Field name="wages" label={labels.wages} rules={[{ validator: readable }]} hint={before(months)} help={{ definition: t("obligations.wages.help"), example: "325,480.00", article: t("obligations.wages.article") }}><Input inputMode="decimal" maxLength={24} /></Field>
            {basic && <Field name="statutory" label={labels.statutory} rules={[{ validator: readable }]} help={{ definition: t("obligations.statutory.help") }}><Input inputMode="decimal" maxLength={24} /></Field>}
          </FormSection>
          {!basic && (
            <FormSection title={t("obligations.parts")} lead={t("obligations.parts.lead")} columns={3}>
              {PARTS.map((part) => <Field key={part} name={part} label={t(`obligations.part.${part}` as never)} rules={[{ validator: readable }]}><Input inputMode="decimal" maxLength={24} /></Field>)}
            </FormSection>
          )}
          <FormSection columns={1}>
            <Field name="reason" label={labels.reason} hint={t("obligations.reason.hint")}><Input maxLength={200} /></Field>
          </FormSection>
        </EntryForm>
        <p className="gap-above"><Button onClick={() => void preview.send(values)} loading={preview.busy}>{t("obligations.preview")}</Button></p>
      </Panel>
      {seen && <Seen found={seen} />}
    </>
  );
}

function Seen({ found }: { readonly found: ObligationOut }) {
  return (
    <Panel title={t("obligations.previewed")}>
      <p><CodeLabel code="FundItem" value={found.item} />：<strong className="number">{found.words}</strong></p>
      {found.full_due_fen !== found.due_fen && <p className="quiet">{t("obligations.full")} <Money fen={found.full_due_fen} unit /></p>}
      <RuleChecks checks={found.checks} />
    </Panel>
  );
}

const wagesLabel = (basic: boolean) => t(basic ? "obligations.base" : "obligations.wages");
const readable = (_: unknown, text?: string) => (!text || (parseYuan(text) ?? -1) >= 0 ? Promise.resolve() : Promise.reject(new Error(t("obligations.unreadable"))));
const fen = (text: unknown) => (typeof text === "string" && text ? parseYuan(text) : null);

/** The last months beside the number. */
function before(months: PayerMonthsOut): string {
  const known = months.months.filter((month) => month.wages_fen !== null).slice(0, 3);
  return known.length ? t("obligations.before", { months: known.map((month) => `${month.period} ${yuan(month.wages_fen ?? 0)}`).join("、") }) : t("obligations.first");
}

/** The wages are the sum of the six parts when these were given. */
function bodyOf(payer: PayerOut, values: Values): DeclarationIn {
  const parts = PARTS.flatMap((part) => { const amount = fen(values[part]); return amount === null ? [] : [{ part, amount_fen: amount }]; });
  const summed = parts.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  return {
    payer_id: payer.id, period: values.period, employees: values.employees, wages_fen: fen(values.wages) ?? summed, statutory_wages_fen: fen(values.statutory),
    parts: parts.length ? parts : null, reason: values.reason ?? "",
  };
}
