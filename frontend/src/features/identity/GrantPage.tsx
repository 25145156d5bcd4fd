/** One proposal of rights: rights now and then side by side, the decision, the trail. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, CodeLabel, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { GrantOut } from "./api";
import { GRANT_TONES } from "./looks";
import { Offices } from "./RightsPanel";

export default function GrantPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<GrantOut>(`/grants/${id}`);
  const grant = query.data?.data;
  return (
    <Page
      title={grant ? t("grants.of", { name: grant.person_name }) : t("grants.title")} trail={[{ label: t("grants.title"), href: "/grants" }]}
      mark={grant && <CodeTag code="GrantState" value={grant.status} tones={GRANT_TONES} />} actions={grant && <Actions grant={grant} />}
    >
      <Loaded query={query} rows={6}>{({ data }) => <Card grant={data} />}</Loaded>
    </Page>
  );
}

function Actions({ grant }: { readonly grant: GrantOut }) {
  const notify = useNotify();
  const decide = useSend(
    (values: { action: string; note: string }) => api.post(`/grants/${grant.id}/actions`, values, { ifMatch: grant.version }),
    { refresh: ["/grants", "/accounts"], onDone: () => notify.done(t("accounts.done")) },
  );
  const name = { name: grant.person_name };
  return (
    <ActionBar
      actions={grant.actions} object={grant.person_name} busy={decide.busy} error={decide.error} onReset={decide.reset}
      onAct={(action, note) => decide.send({ action, note })} looks={{
        approve: { effect: t("grants.effect.approve", name), primary: true }, refuse: { effect: t("grants.effect.refuse", name), danger: true },
        withdraw: { effect: t("grants.effect.withdraw") },
      }}
    />
  );
}

function Card({ grant }: { readonly grant: GrantOut }) {
  const now = grant.standing;
  const end = grant.kind === "end";
  const facts = [
    { key: "account", label: t("accounts.login_name"), value: <AppLink href={`/accounts/${grant.account_id}`}>{grant.login_name}</AppLink> },
    { key: "kind", label: t("grants.kind"), value: <CodeLabel code="GrantKind" value={grant.kind} /> },
    { key: "by", label: t("grants.proposed_by"), value: grant.proposed_by },
    { key: "from", label: t("grants.valid_from"), value: <span className="number">{grant.valid_from ?? t("grants.on_approval")}</span> },
    { key: "to", label: t("grants.valid_to"), value: <span className="number">{grant.valid_to ?? t("grants.open_end")}</span> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {grant.status === "proposed" && (
        <Panel title={t("grants.now")}>
          {now ? <Rights role={now.role} place={now.organisation.name} offices={now.offices} /> : <p className="quiet">{t("grants.none")}</p>}
        </Panel>
      )}
      <Panel title={end ? t("grants.ending") : t("grants.wanted")}>
        <Rights role={grant.role} place={grant.organisation.name} offices={grant.offices} />
      </Panel>
      <Panel title={t("accounts.history")}><HistoryTimeline entries={grant.history} /></Panel>
    </>
  );
}

function Rights({ role, place, offices }: { readonly role: string; readonly place: string; readonly offices: readonly string[] }) {
  return (
    <Facts facts={[
      { key: "role", label: t("accounts.role"), value: <CodeLabel code="Role" value={role} /> },
      { key: "place", label: t("accounts.organisation"), value: place },
      { key: "offices", label: t("grants.offices"), value: <Offices codes={offices} /> },
    ]} />
  );
}
