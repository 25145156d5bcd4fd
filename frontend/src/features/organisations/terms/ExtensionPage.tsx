/** One request to serve longer: its conditions, what may be decided now, the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { TermExtensionOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, Button, CodeTag, EntryForm, Facts, HistoryTimeline, Loaded, Modal, Page, Panel, RuleChecks, SpecField, specLabels, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { EXTENSION_TONES } from "./looks";

const PREFIX = "extensions";
const REFRESH = ["/term-extensions", "/organisations", "/committee-terms", "/indicators"];

export default function ExtensionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<TermExtensionOut>(`/term-extensions/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("extensions.of", { name: item.organisation_name }) : t("extensions.one")}
      trail={[{ label: t("terms.title"), href: "/terms" }, { label: t("extensions.title"), href: "/term-extensions" }]}
      mark={item && <CodeTag code="ExtensionState" value={item.status} tones={EXTENSION_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={6}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: TermExtensionOut }) {
  const [isOpen, setOpen] = useState(false);
  const notify = useNotify();
  const move = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/term-extensions/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("reelections.done")) },
  );
  const approval = item.actions.find(({ code }) => code === "approve");
  return (
    <>
      <ActionBar
        actions={item.actions.filter(({ code }) => code !== "approve")} object={item.organisation_name} busy={move.busy} error={move.error}
        onReset={move.reset} onAct={(action, note) => move.send({ action, note })} looks={{
          refuse: { effect: t("extensions.effect.refuse"), danger: true }, withdraw: { effect: t("extensions.effect.withdraw"), danger: true },
        }}
      />
      {approval && <Button type="primary" onClick={() => setOpen(true)}>{approval.label}</Button>}
      {isOpen && <Approval item={item} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ApprovalValues {
  readonly approval_no: string;
  readonly note?: string;
}

function Approval({ item, onClose }: { readonly item: TermExtensionOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const send = useSend(
    (values: ApprovalValues) => api.post(`/term-extensions/${item.id}/approvals`, { ...values, note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("reelections.done")); onClose(); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: t("extensions.approve"), object: item.organisation_name })} footer={null} onCancel={onClose} width={560}>
      <p>{t("extensions.approve.lead", { date: item.extended_to })}</p>
      <EntryForm<ApprovalValues>
        onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose} submitLabel={t("extensions.approve")}
        labels={specLabels(PREFIX, ["approval_no", "note"])}
      >
        <SpecField prefix={PREFIX} spec={{ name: "approval_no", kind: "text", max: 60, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} />
      </EntryForm>
    </Modal>
  );
}

function Card({ item }: { readonly item: TermExtensionOut }) {
  const facts = [
    { key: "union", label: t("terms.union"), value: <AppLink href={`/organisations/${item.organisation_id}/terms`}>{item.organisation_name}</AppLink> },
    { key: "no", label: t("terms.no"), value: t("terms.no.nth", { n: item.term_no }) },
    { key: "end", label: t("extensions.end_on"), value: <span className="number">{item.end_on}</span> },
    { key: "months", label: t("extensions.months"), value: t("extensions.months.text", { n: item.months }) },
    { key: "to", label: t("extensions.extended_to"), value: <span className="number">{item.extended_to}</span> },
    { key: "requested", label: t("extensions.requested_on"), value: <span className="number">{item.requested_on}</span> },
    { key: "approval", label: t("extensions.field.approval_no"), value: item.approval_no },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /><p className="gap-above">{item.reason}</p></Panel>
      {item.checks.length > 0 && <Panel title={t("extensions.checks")}><RuleChecks checks={item.checks} bare /></Panel>}
      <Panel title={t("reelections.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
