/** Delegations I gave and received: acting for somebody, ending one, giving a new one. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { ActionBar, Button, Empty, ErrorSummary, Facts, Loaded, Page, Panel, ToneTag, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { actFor, type DelegationOut } from "./api";

export default function DelegationsPage() {
  const can = useCan();
  const go = useGo();
  const query = useApi<readonly DelegationOut[]>("/me/delegations");
  const give = can("delegations:manage") && <Button type="primary" onClick={() => go("/account/delegations/new")}>{t("delegations.new")}</Button>;
  return (
    <Page title={t("delegations.title")} lead={t("delegations.lead")} trail={[{ label: t("account.title"), href: "/account" }]} actions={give}>
      <Loaded query={query}>
        {(rows) => (rows.length ? rows.map((row) => <Card key={row.id} row={row} />) : <Empty title={t("delegations.empty")} text={t("delegations.empty.text")} />)}
      </Loaded>
    </Page>
  );
}

function Card({ row }: { readonly row: DelegationOut }) {
  const notify = useNotify();
  const end = useSend(
    (values: { action: string; note: string }) => api.post(`/me/delegations/${row.id}/actions`, values, { ifMatch: row.version }),
    { refresh: ["/me/delegations"], onDone: () => notify.done(t("delegations.ended")) },
  );
  const act = useSend(actFor, {});
  const title = row.is_given ? t("delegations.given", { name: row.delegate_name }) : t("delegations.received", { name: row.principal_name });
  const state = row.is_running ? <ToneTag tone="good">{t("delegations.running")}</ToneTag> : <ToneTag tone="neutral">{t("delegations.not_running")}</ToneTag>;
  return (
    <Panel title={title} extra={state}>
      <Facts facts={[
        { key: "dates", label: t("delegations.dates"), value: <span className="number">{row.starts_on} — {row.ended_on ?? row.last_on}</span> },
        { key: "place", label: t("delegations.place"), value: row.organisation.name },
        { key: "rights", label: t("delegations.rights"), value: row.rights.map((right) => right.label).join("、") },
      ]} />
      <ErrorSummary error={act.error} />
      <div className="row-gap gap-above">
        {!row.is_given && row.is_running && <Button type="primary" loading={act.busy} onClick={() => void act.send(row.id)}>{t("delegations.act", { name: row.principal_name })}</Button>}
        <ActionBar
          actions={row.actions} object={title} busy={end.busy} error={end.error} onReset={end.reset}
          onAct={(action, note) => end.send({ action, note })} looks={{ end: { effect: t("delegations.effect.end", { name: row.delegate_name }), danger: true } }}
        />
      </div>
    </Panel>
  );
}
