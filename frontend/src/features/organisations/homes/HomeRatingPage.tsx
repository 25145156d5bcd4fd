/** One home rating: facts, what stands against it, the steps, decisions and trail. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useCodeLabel } from "@/api/codes";
import { useObject, useSend } from "@/api/query";
import type { HomeOut } from "@/api/client/types.gen";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, RuleChecks, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { AwardDialog } from "./AwardDialog";
import { HOME_TONES } from "./looks";

/** Steps that want the number of a document. */
const BY_DOCUMENT: readonly string[] = ["award", "retain"];

export default function HomeRatingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<HomeOut>(`/home-ratings/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("homes.of", { name: item.organisation_name }) : t("homes.title")} trail={[{ label: t("homes.title"), href: "/home-ratings" }]}
      mark={item && <CodeTag code="HomeState" value={item.status} tones={HOME_TONES} />} actions={item && <Steps item={item} />}
    >
      <Loaded query={query} rows={10}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Steps({ item }: { readonly item: HomeOut }) {
  const notify = useNotify();
  const [asked, setAsked] = useState("");
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/home-ratings/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: ["/home-ratings", "/organisations"], onDone: () => notify.done(t("homes.acted")) },
  );
  const plain = item.actions.filter(({ code }) => !BY_DOCUMENT.includes(code));
  const looks = Object.fromEntries(plain.map(({ code }) => [code, { effect: t(`homes.effect.${code}` as never), danger: ["refuse", "revoke"].includes(code), primary: !["refuse", "revoke"].includes(code) }]));
  return (
    <>
      <ActionBar actions={plain} object={item.organisation_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })} looks={looks} />
      {item.actions.filter(({ code }) => BY_DOCUMENT.includes(code)).map(({ code, label }) => <Button key={code} type="primary" onClick={() => setAsked(label)}>{label}</Button>)}
      {asked && <AwardDialog item={item} label={asked} onClose={() => setAsked("")} />}
    </>
  );
}

function Card({ item }: { readonly item: HomeOut }) {
  const outcome = useCodeLabel("HomeOutcome");
  const facts = [
    { key: "union", label: t("six_have.union"), value: <AppLink href={`/organisations/${item.organisation_id}`}>{item.organisation_name}</AppLink> },
    { key: "unit", label: t("homes.unit"), value: <><CodeLabel code="HomeUnit" value={item.unit} /> {item.unit_name}</> },
    { key: "level", label: t("homes.level"), value: <CodeLabel code="HomeLevel" value={item.level} /> },
    { key: "applied", label: t("homes.applied_on"), value: <span className="number">{item.applied_on}</span> },
    { key: "evaluation", label: t("evaluations.title"), value: item.evaluation_id ? <AppLink href={`/member-evaluations/${item.evaluation_id}`}>{item.evaluation}</AppLink> : "—" },
    { key: "published", label: t("homes.published"), value: item.published_from ? <span className="number">{t("homes.published.span", { from: item.published_from, to: item.published_to ?? "" })}</span> : "—" },
    { key: "statement", label: t("homes.statement"), value: item.statement },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.checks.length > 0 && <Panel title={t("homes.checks")}><RuleChecks checks={item.checks} /></Panel>}
      {item.awards.length > 0 && (
        <Panel title={t("homes.decisions")}>
          <ul className="plain-list">
            {item.awards.map((award) => (
              <li key={award.decided_on + award.outcome}>
                <strong>{outcome(award.outcome)}</strong> <span className="number">{award.decided_on}</span> {award.document_no}
                {award.valid_to && <span className="quiet"> · {t("homes.until", { date: award.valid_to })}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t("six_have.trail")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
