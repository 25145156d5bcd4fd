/** One application: what shows the wish, the checks, the committee's decision, the trail. */
import { useParams } from "@tanstack/react-router";

import type { ApplicationOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DecisionBar } from "../DecisionBar";
import { DECISION_TONES } from "../looks";
import { Papers } from "../Papers";

export default function ApplicationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ApplicationOut>(`/members/applications/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("applications.of", { name: item.person_name }) : t("applications.one")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("applications.title"), href: "/members/applications" }]}
      mark={item && <CodeTag code="ApplicationState" value={item.status} tones={DECISION_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: ApplicationOut }) {
  const names = { name: item.person_name, union: item.organisation_name };
  return (
    <DecisionBar
      path={`/members/applications/${item.id}`} item={item} object={item.person_name} dated={["approve"]} looks={{
        approve: { effect: t("applications.effect.approve", names), primary: true },
        refuse: { effect: t("applications.effect.refuse", names), danger: true },
        withdraw: { effect: t("applications.effect.withdraw", names) },
      }}
    />
  );
}

function Card({ item }: { readonly item: ApplicationOut }) {
  const isOpen = item.status === "awaiting";
  const canAdd = useCan()("members:enrol") && isOpen;
  const facts = [
    { key: "person", label: t("members.field.name"), value: <AppLink href={`/members/${item.member_id}`}>{item.person_name}</AppLink> },
    { key: "union", label: t("lifecycle.union"), value: item.organisation_name },
    { key: "evidence", label: t("applications.field.evidence"), value: <CodeLabel code="EvidenceKind" value={item.evidence} /> },
    { key: "applied", label: t("applications.field.applied_on"), value: <span className="number">{item.applied_on}</span> },
    { key: "by", label: t("applications.entered_by"), value: item.entered_by },
    { key: "decided", label: t("lifecycle.field.decided_on"), value: <span className="number">{item.decided_on ?? "—"}</span> },
    { key: "document", label: t("lifecycle.field.document_no"), value: item.document_no || "—" },
    { key: "statement", label: t("applications.field.statement"), value: item.statement || "—" },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {isOpen && <Panel title={t("lifecycle.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Papers kind="membership_application" id={item.id} canAdd={canAdd} hint={t("applications.papers.hint")} />
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
