/** One payer: what it owes on, its last months, yearly lists, changes and trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { PayerOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, Count, Facts, HistoryTimeline, Loaded, Page, Panel, useGo, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsPayers";

import { Months } from "./Months";
import { PAYERS, PAYER_TONES } from "./looks";
import { YearDialog } from "./YearDialog";

export default function PayerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<PayerOut>(`${PAYERS}/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item?.name ?? t("payers.one")} trail={[{ label: t("payers.title"), href: PAYERS }]}
      mark={item && <CodeTag code="PayerStatus" value={item.status} tones={PAYER_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: PayerOut }) {
  const go = useGo();
  const notify = useNotify();
  const [noting, setNoting] = useState(false);
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`${PAYERS}/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/funds"], onDone: () => notify.done(t("payers.acted")) },
  );
  const looks = { close: { effect: t("payers.effect.close"), danger: true }, reopen: { effect: t("payers.effect.reopen") } };
  return (
    <>
      {item.may_declare && item.status === "active" && <Button type="primary" onClick={() => go(`/funds/declarations/new?payer_id=${item.id}`)}>{t("payers.declare")}</Button>}
      {item.may_edit && <Button onClick={() => go(`${PAYERS}/${item.id}/edit`)}>{t("payers.edit")}</Button>}
      {item.may_edit && <Button onClick={() => setNoting(true)}>{t("payers.year.note")}</Button>}
      <ActionBar actions={item.actions} object={item.name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {noting && <YearDialog item={item} onClose={() => setNoting(false)} />}
    </>
  );
}

function Card({ item }: { readonly item: PayerOut }) {
  const day = (value: string | null) => (value ? <span className="number">{value}</span> : "—");
  const facts = [
    { key: "uscc", label: t("payers.uscc"), value: <span className="number">{item.payer_uscc}</span> },
    { key: "union", label: t("payers.organisation"), value: <AppLink href={`/organisations/${item.organisation_id}`}>{item.organisation_name}</AppLink> },
    { key: "founded", label: t("payers.founded_on"), value: item.union_id ? day(item.union_founded_on) : t("payers.no_union") },
    { key: "item", label: t("payers.item"), value: <CodeLabel code="FundItem" value={item.item} /> },
    { key: "channel", label: t("payers.channel"), value: <CodeLabel code="CollectionChannel" value={item.channel} /> },
    { key: "base", label: t("payers.wage_base"), value: <CodeLabel code="WageBase" value={item.wage_base} /> },
    { key: "coverage", label: t("payers.coverage"), value: <CodeLabel code="FundCoverage" value={item.coverage} /> },
    { key: "employees", label: t("payers.employees"), value: <Count value={item.employees} /> },
    { key: "class", label: t("payers.class"), value: item.payer_class ? <CodeLabel code="ReportClass" value={item.payer_class} /> : "—" },
    { key: "industry", label: t("payers.industry"), value: item.industry ? <CodeLabel code="Industry" value={item.industry} /> : "—" },
    { key: "registration", label: t("payers.registration"), value: item.tax_registration_no },
    { key: "office", label: t("payers.tax_office"), value: [item.tax_office, item.tax_section].filter(Boolean).join(" ") },
    { key: "registered", label: t("payers.registered_on"), value: day(item.registered_on) },
    { key: "closed", label: t("payers.closed_on"), value: day(item.closed_on) },
    { key: "contact", label: t("payers.contact"), value: item.contact_name },
    { key: "address", label: t("payers.address"), value: item.address },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Months payerId={item.id} />
      {item.years.length > 0 && <Panel title={t("payers.years")}><Years item={item} /></Panel>}
      {item.changes.length > 0 && <Panel title={t("payers.changes")}><Changes item={item} /></Panel>}
      <Panel title={t("payers.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function Years({ item }: { readonly item: PayerOut }) {
  return (
    <ul className="plain-list">
      {item.years.map((year) => (
        <li key={year.year}>
          <strong>{t("payers.year.of", { year: year.year })}</strong> {[year.is_small_payer && t("payers.small"), year.is_micro && t("payers.micro")].filter(Boolean).join("、") || t("payers.neither")}
          <span className="quiet"> · {year.source}</span>
        </li>
      ))}
    </ul>
  );
}

function Changes({ item }: { readonly item: PayerOut }) {
  return (
    <ul className="plain-list">
      {item.changes.map((change) => (
        <li key={change.id}>
          <strong className="number">{change.effective_on}</strong> {change.changes.map((line) => t("payers.changed", { label: line.label, before: line.before || "—", after: line.after || "—" })).join("；")}
          <div className="quiet">{t("payers.change.by", { reason: change.reason, name: change.person_name, at: moment(change.recorded_at) })}</div>
        </li>
      ))}
    </ul>
  );
}
