/** One application: its conditions rule by rule, what may be done now, the trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { LegalRegistrationOut } from "@/api/client/types.gen";
import { useCodeLabel } from "@/api/codes";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, Button, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { IssueDialog } from "./IssueDialog";
import { LEGAL_TONES } from "./looks";
import { MendDialog } from "./MendDialog";

const WITH_FORM = ["edit", "issue"];

export default function RegistrationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<LegalRegistrationOut>(`/legal-registrations/${id}`);
  const kind = useCodeLabel("LegalKind");
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("legal.of", { name: item.organisation_name, kind: kind(item.kind) }) : t("legal.one")}
      trail={[{ label: t("legal.title"), href: "/legal-registrations" }]}
      mark={item && <CodeTag code="LegalState" value={item.status} tones={LEGAL_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: LegalRegistrationOut }) {
  const [open, setOpen] = useState("");
  const notify = useNotify();
  const move = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/legal-registrations/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/legal-registrations", "/organisations"], onDone: () => notify.done(t("legal.done")) },
  );
  const effect = (code: string) => t(`legal.effect.${code}` as never);
  return (
    <>
      <ActionBar
        actions={item.actions.filter(({ code }) => !WITH_FORM.includes(code))} object={item.organisation_name} busy={move.busy} error={move.error}
        onReset={move.reset} onAct={(action, note) => move.send({ action, note })} looks={{
          accept: { effect: effect("accept"), primary: true }, review: { effect: effect("review"), primary: true }, resubmit: { effect: effect("resubmit"), primary: true },
          ask_correction: { effect: effect("ask_correction") }, send_back: { effect: effect("send_back") },
          refuse: { effect: effect("refuse"), danger: true }, withdraw: { effect: effect("withdraw"), danger: true },
        }}
      />
      {item.actions.filter(({ code }) => WITH_FORM.includes(code)).map(({ code, label }) => (
        <Button key={code} type={code === "issue" ? "primary" : "default"} onClick={() => setOpen(code)}>{label}</Button>
      ))}
      {open === "edit" && <MendDialog item={item} onClose={() => setOpen("")} />}
      {open === "issue" && <IssueDialog item={item} onClose={() => setOpen("")} />}
    </>
  );
}

function Card({ item }: { readonly item: LegalRegistrationOut }) {
  const paper = useCodeLabel("LegalMaterial");
  const day = (value: string | null) => <span className="number">{value ?? "—"}</span>;
  const facts = [
    { key: "union", label: t("legal.union"), value: <AppLink href={`/organisations/${item.organisation_id}/legal`}>{item.organisation_name}</AppLink> },
    { key: "name", label: t("legal.field.union_name"), value: item.union_name },
    { key: "domicile", label: t("legal.field.domicile"), value: item.domicile },
    { key: "representative", label: t("legal.field.representative"), value: item.representative },
    { key: "uscc", label: t("legal.field.union_uscc"), value: <span className="number">{item.union_uscc ?? "—"}</span> },
    { key: "applied", label: t("legal.applied_on"), value: day(item.applied_on) },
    { key: "accepted", label: t("legal.accepted_on"), value: day(item.accepted_on) },
    { key: "due", label: t("legal.decide_by"), value: day(item.decide_by) },
    { key: "decided", label: t("legal.decided_on"), value: day(item.decided_on) },
    ...(item.changed_on ? [{ key: "changed", label: t("legal.field.changed_on"), value: day(item.changed_on) }] : []),
    { key: "materials", label: t("legal.field.materials"), value: item.materials.map(paper).join("、") },
    { key: "statement", label: t("legal.field.statement"), value: item.statement },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.checks.length > 0 && <Panel title={t("legal.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Panel title={t("legal.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
