/** One ending: its facts, every check with its article, the papers, the decision, the trail. */
import { useParams } from "@tanstack/react-router";

import type { EndingOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DecisionBar } from "../DecisionBar";
import { DECISION_TONES } from "../looks";
import { Papers } from "../Papers";
import { FACTS } from "./facts";

export default function EndingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<EndingOut>(`/members/endings/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("endings.of", { name: item.person_name }) : t("endings.one")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("endings.title"), href: "/members/endings" }]}
      mark={item && <CodeTag code="EndingState" value={item.status} tones={DECISION_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: EndingOut }) {
  const name = { name: item.person_name };
  return (
    <DecisionBar
      path={`/members/endings/${item.id}`} item={item} object={item.person_name} dated={["decide"]} looks={{
        decide: { effect: t("endings.effect.decide", name), primary: true },
        refuse: { effect: t("endings.effect.refuse", name) },
        withdraw: { effect: t("endings.effect.withdraw", name) },
        file: { effect: t("endings.effect.file", name), primary: true },
      }}
    />
  );
}

function Card({ item }: { readonly item: EndingOut }) {
  const isOpen = item.status === "awaiting";
  const canAdd = useCan()("members:edit") && isOpen;
  const facts = [
    { key: "person", label: t("members.field.name"), value: <AppLink href={`/members/${item.member_id}`}>{item.person_name}</AppLink> },
    { key: "kind", label: t("members.case.kind"), value: <CodeLabel code="EndingKind" value={item.kind} /> },
    { key: "union", label: t("lifecycle.union"), value: item.organisation_name },
    { key: "grounds", label: t("endings.field.grounds"), value: item.grounds },
    ...FACTS[item.kind].map(({ name }) => ({ key: name, label: t(`endings.field.${name}` as never), value: words(item[name as keyof EndingOut]) })),
    { key: "by", label: t("endings.proposed_by"), value: item.proposed_by },
    { key: "decided", label: t("lifecycle.field.decided_on"), value: <span className="number">{item.decided_on ?? "—"}</span> },
    { key: "document", label: t("lifecycle.field.document_no"), value: item.document_no || "—" },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {isOpen && <Panel title={t("lifecycle.checks")}><RuleChecks checks={item.checks} /></Panel>}
      <Papers kind="membership_ending" id={item.id} canAdd={canAdd} hint={t("endings.papers.hint")} />
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}

function words(value: unknown): string {
  if (typeof value === "boolean") return t(value ? "kit.yes" : "kit.no");
  return typeof value === "string" && value !== "" ? value : "—";
}
