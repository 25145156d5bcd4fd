/** The reliefs of one month of a payer: apply, decide, and what was decided. */
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import type { PayerMonthCard, ReliefIn, ReliefOut, ReliefPage } from "@/api/client/types.gen";
import { ActionBar, Button, CodeLabel, EntryForm, Facts, Field, FormSection, HistoryTimeline, Input, Loaded, Modal, Money, Panel, RuleChecks, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { parseYuan } from "@/lib/money";
import "@/locales/zh/fundsReliefs";

const RELIEFS = "/funds/reliefs";

export function MonthReliefs({ month }: { readonly month: PayerMonthCard }) {
  const query = useApi<ReliefPage>(RELIEFS, { payer_id: month.payer_id, period: month.period, limit: 20 });
  const [asking, setAsking] = useState(false);
  const may = month.may_declare && month.declarations.length > 0;
  return (
    <Loaded query={query} rows={2}>
      {(data) => (
        <>
          {(may || data.items.length > 0) && (
            <Panel title={t("reliefs.title")} extra={may && <Button onClick={() => setAsking(true)}>{t("reliefs.apply")}</Button>}>
              {data.items.length === 0 && <p className="quiet">{t("reliefs.none")}</p>}
              {data.items.map((row) => <Relief key={row.id} id={row.id} />)}
            </Panel>
          )}
          {asking && <ReliefDialog month={month} onClose={() => setAsking(false)} />}
        </>
      )}
    </Loaded>
  );
}

function Relief({ id }: { readonly id: string }) {
  const query = useApi<ReliefOut>(`${RELIEFS}/${id}`);
  return <Loaded query={query} rows={3}>{(item) => <ReliefCard item={item} />}</Loaded>;
}

function ReliefCard({ item }: { readonly item: ReliefOut }) {
  const notify = useNotify();
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`${RELIEFS}/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("reliefs.acted")) },
  );
  const looks = { grant: { effect: t("reliefs.effect.grant"), primary: true }, refuse: { effect: t("reliefs.effect.refuse"), danger: true }, withdraw: { effect: t("reliefs.effect.withdraw") } };
  const facts = [
    { key: "status", label: t("reliefs.status"), value: <CodeLabel code="ReliefState" value={item.status} /> },
    { key: "amount", label: t("reliefs.amount"), value: <Money fen={item.amount_fen} /> },
    { key: "basis", label: t("reliefs.basis"), value: item.basis },
    { key: "reason", label: t("reliefs.reason"), value: item.reason },
    { key: "by", label: t("reliefs.applied_by"), value: item.applied_by },
  ];
  return (
    <>
      <Facts facts={facts} />
      {item.checks.length > 0 && <RuleChecks checks={item.checks} bare />}
      <ActionBar actions={item.actions} object={t("reliefs.of", { name: item.payer_name, period: item.period })} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      <HistoryTimeline entries={item.history} />
    </>
  );
}

interface Values {
  readonly amount_fen: string;
  readonly basis: string;
  readonly reason: string;
}

function ReliefDialog({ month, onClose }: { readonly month: PayerMonthCard; readonly onClose: () => void }) {
  const notify = useNotify();
  const send = useSend((values: Values) => api.post<ReliefOut>(RELIEFS, bodyOf(month, values)), {
    refresh: ["/funds"],
    onDone: () => { notify.done(t("reliefs.done")); onClose(); },
  });
  const labels = { amount_fen: t("reliefs.amount"), basis: t("reliefs.basis"), reason: t("reliefs.reason") };
  return (
    <Modal open title={t("reliefs.apply")} footer={null} onCancel={onClose} destroyOnHidden>
      <EntryForm<Values> onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("reliefs.apply")} onCancel={onClose}>
        <FormSection columns={1}>
          <Field name="amount_fen" label={labels.amount_fen} required rules={[{ validator: readable }]}><Input inputMode="decimal" maxLength={24} /></Field>
          <Field name="basis" label={labels.basis} required help={{ definition: t("reliefs.basis.help"), example: t("reliefs.basis.example") }}><Input maxLength={150} /></Field>
          <Field name="reason" label={labels.reason} required><Input.TextArea rows={3} maxLength={500} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}

const readable = (_: unknown, text?: string) => (!text || (parseYuan(text) ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error(t("reliefs.unreadable"))));

function bodyOf(month: PayerMonthCard, values: Values): ReliefIn {
  return { ...values, payer_id: month.payer_id, period: month.period, amount_fen: parseYuan(values.amount_fen) ?? 0 };
}
