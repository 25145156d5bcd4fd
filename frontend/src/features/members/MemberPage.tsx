/** The card of one member: particulars with masked numbers, the membership ledger, what may be done now. */
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";

import type { MemberChangeOut, MemberEventList, MemberOut } from "@/api/client/types.gen";
import { useApi, useObject } from "@/api/query";
import { AppLink, Button, CodeLabel, CodeTag, Facts, Loaded, MaskedValue, Page, Panel, RecordViews, useGo, type Fact } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { ChangeDialog } from "./ChangeDialog";
import { CorrectButton } from "./changeRequests/CorrectButton";
import { Effects } from "./Effects";
import { EndingDialog } from "./endings/EndingDialog";
import { Ledger } from "./Ledger";
import { STATE_TONES } from "./looks";
import { SendDialog } from "./transfers/SendDialog";
import "./members.css";

export default function MemberPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<MemberOut>(`/members/${id}`);
  const card = query.data?.data;
  return (
    <Page
      title={card?.name ?? t("members.one")} trail={[{ label: t("members.title"), href: "/members" }]}
      mark={card && <CodeTag code="MemberState" value={card.status} tones={STATE_TONES} />} actions={card && <Actions card={card} />}
    >
      <Loaded query={query} rows={12}>{({ data }) => <Card card={data} />}</Loaded>
    </Page>
  );
}

function Actions({ card }: { readonly card: MemberOut }) {
  const go = useGo();
  const [asked, setAsked] = useState<MemberChangeOut | null>(null);
  const [dialog, setDialog] = useState<"send" | "ending" | null>(null);
  const isHeld = card.status === "active" || card.status === "retained";
  const maySend = card.actions.some((change) => change.code === "transfer_out");
  return (
    <>
      {maySend && <Button onClick={() => setDialog("send")}>{t("transfers.send")}</Button>}
      {card.actions.map((change) => (
        <Button key={change.code} onClick={() => setAsked(change)}>{change.code === "transfer_out" ? t("transfers.outside") : change.label}</Button>
      ))}
      {card.can_edit && isHeld && <Button onClick={() => setDialog("ending")}>{t("endings.title")}</Button>}
      <CorrectButton card={card} />
      {card.can_edit && <Button type="primary" onClick={() => go(`/members/${card.id}/edit`)}>{t("members.edit")}</Button>}
      {dialog === "send" && <SendDialog card={card} onClose={() => setDialog(null)} />}
      {dialog === "ending" && <EndingDialog card={card} onClose={() => setDialog(null)} />}
      {asked && <ChangeDialog card={card} change={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Card({ card }: { readonly card: MemberOut }) {
  const events = useApi<MemberEventList>(`/members/${card.id}/events`);
  return (
    <>
      <Panel>
        <Facts title={t("members.section.membership")} facts={named(membership(card))} />
        <Facts title={t("members.section.identity")} facts={named(identity(card))} />
        <Facts title={t("members.section.work")} facts={named(work(card))} />
      </Panel>
      <Effects effects={card.effects} />
      <Panel title={t("members.ledger")}><Loaded query={events} rows={4}>{(data) => <Ledger events={data.items} />}</Loaded></Panel>
      <RecordViews objectType="member" objectId={card.id} />
    </>
  );
}

type Known = readonly [field: string, value: ReactNode];

function named(known: readonly Known[]): Fact[] {
  return known.map(([key, value]) => ({ key, label: t(`members.field.${key}` as never), value }));
}

function membership(card: MemberOut): Known[] {
  return [
    ["organisation_id", <AppLink key="union" href={`/organisations/${card.organisation_id}`}>{card.organisation_name}</AppLink>],
    ["member_no", <span key="no" className="number">{card.member_no || "—"}</span>],
    ["joined_on", <span key="joined" className="number">{card.joined_on}</span>],
    ["status_on", <span key="since" className="number">{card.status_on}</span>],
    ["source", <CodeLabel key="source" code="MemberSource" value={card.source} />],
    ["updated_at", <span key="updated" className="number">{moment(card.updated_at)}</span>],
  ];
}

function identity(card: MemberOut): Known[] {
  const masked = (field: string, value: string): ReactNode => (
    <MaskedValue
      masked={value} field={field} label={t(`members.field.${field}` as never)} purposes="RevealPurpose"
      revealPath={card.can_reveal ? `/members/${card.id}/reveal` : undefined}
    />
  );
  const code = (list: string, value: string | null): ReactNode => <CodeLabel code={list} value={value} />;
  return [
    ["id_type", code("IdType", card.id_type)], ["id_no", masked("id_no", card.id_no_masked)], ["sex", code("SexCode", card.sex)],
    ["birth_date", masked("birth_date", t("members.birth_masked", { year: card.birth_year }))], ["mobile", masked("mobile", card.mobile_masked)],
    ["ethnicity", code("Ethnicity", card.ethnicity)], ["political", code("PoliticalStatus", card.political)], ["education", code("Education", card.education)],
    ["hukou_type", code("HukouType", card.hukou_type)], ["hukou_place", card.hukou_place], ["native_place", card.native_place],
  ];
}

function work(card: MemberOut): Known[] {
  const code = (list: string, value: string | null): ReactNode => <CodeLabel code={list} value={value} />;
  return [
    ["work_status", code("WorkStatus", card.work_status)], ["employment_form", code("EmploymentForm", card.employment_form)], ["employer_name", card.employer_name],
    ["department", card.department], ["job", card.job], ["technical_level", code("TechnicalLevel", card.technical_level)],
    ["group_eight", code("GroupEight", card.group_eight)], ["is_migrant", t(card.is_migrant ? "kit.yes" : "kit.no")],
  ];
}
