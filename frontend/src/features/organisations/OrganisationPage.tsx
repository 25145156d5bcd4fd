/** The card of one union: facts, place in the tree, employers, head-counts, changes. */
import { useParams } from "@tanstack/react-router";

import type { OrganisationOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeTag, Loaded, Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

import { ChangeHistory } from "./ChangeHistory";
import { EmployersPanel } from "./drive/EmployersPanel";
import { HeadCounts } from "./HeadCounts";
import { BASE, STATUS_TONES } from "./looks";
import { OrganisationFacts } from "./OrganisationFacts";
import { UnionStandards } from "./six_have/UnionStandards";
import { LineagePanel } from "./structure/LineagePanel";
import { StandingChecks } from "./terms/StandingChecks";
import "./organisations.css";

export default function OrganisationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<OrganisationOut>(`/organisations/${id}`);
  const card = query.data?.data;
  const above = (card?.parents ?? []).filter((parent) => parent.is_open);
  return (
    <Page
      title={card?.name ?? t("organisations.one")}
      trail={[{ label: t("organisations.title"), href: "/organisations" }, ...above.map(({ id: at, name }) => ({ label: name, href: `/organisations/${at}` }))]}
      mark={card && <CodeTag code="OrgStatus" value={card.status} tones={STATUS_TONES} />}
      actions={card && <Actions card={card} />}
    >
      <Loaded query={query} rows={14}>{({ data }) => <Card card={data} />}</Loaded>
    </Page>
  );
}

/** What this person may do now, and the lists that belong to the union. */
function Actions({ card }: { readonly card: OrganisationOut }) {
  const go = useGo();
  const can = useCan();
  const targets: Readonly<Record<string, string>> = {
    add_child: `/organisations/new?parent_id=${card.id}`,
    add_branch: `/organisations/new?parent_id=${card.id}`,
    declare_head_count: `/organisations/${card.id}/head-counts`,
    edit: `/organisations/${card.id}/edit`,
  };
  return (
    <>
      {can("members:read") && <Button onClick={() => go(`/members?organisation_id=${card.id}`)}>{t("organisations.to_members")}</Button>}
      {can("returns:read") && <Button onClick={() => go(returnsOf(card))}>{t("organisations.to_returns")}</Button>}
      {card.actions.filter(({ code }) => targets[code]).reverse().map(({ code, label }) => (
        <Button key={code} type={code === "edit" ? "primary" : "default"} onClick={() => go(targets[code] ?? "/organisations")}>{label}</Button>
      ))}
    </>
  );
}

function returnsOf(card: OrganisationOut): string {
  return card.level === BASE ? `/returns?organisation_id=${card.id}` : `/returns?street_id=${card.id}`;
}

function Card({ card }: { readonly card: OrganisationOut }) {
  const path = [...card.upper.map(({ name }) => ({ name, href: "" })), ...card.parents.map(({ id, name, is_open: open }) => ({ name, href: open ? `/organisations/${id}` : "" }))];
  return (
    <>
      <Panel>
        <p className="org-path">
          <span className="quiet">{t("organisations.place")}</span>
          {path.map(({ name, href }) => <span key={name}>{href ? <AppLink href={href}>{name}</AppLink> : name}<span aria-hidden className="quiet"> › </span></span>)}
          <strong>{card.short_name || card.name}</strong>
        </p>
        <OrganisationFacts card={card} />
      </Panel>
      <StandingChecks id={card.id} />
      {card.level === BASE && <UnionStandards id={card.id} />}
      {card.level === BASE && <HeadCounts card={card} />}
      {(card.level === BASE || card.employers.length > 0) && (
        <EmployersPanel card={card} />
      )}
      {card.parent_id && <LineagePanel id={card.id} />}
      <ChangeHistory id={card.id} />
    </>
  );
}
