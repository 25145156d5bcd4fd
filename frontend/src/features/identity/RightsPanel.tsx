/** The rights of an account today, and the proposal that waits for a second person. */
import { useCodeLabel } from "@/api/codes";
import { useCan } from "@/api/session";
import { Alert, AppLink, Button, CodeLabel, Facts, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountOut } from "./api";

export function RightsPanel({ account }: { readonly account: AccountOut }) {
  const can = useCan();
  const go = useGo();
  const role = useCodeLabel("Role");
  const { standing, proposal, coming } = account;
  const enabled = account.status === "enabled";
  return (
    <Panel title={t("grants.now")} extra={can("grants:read") && <AppLink href={`/grants?account_id=${account.id}`}>{t("grants.all")}</AppLink>}>
      {proposal && (
        <Alert
          type="info" showIcon className="gap-below" title={t("grants.waiting")}
          action={<AppLink href={`/grants/${proposal.id}`}>{t("grants.open")}</AppLink>}
        />
      )}
      {coming && (
        <Alert
          type="info" showIcon className="gap-below"
          title={t("grants.coming", { date: coming.valid_from, role: role(coming.role), place: coming.organisation.name })}
        />
      )}
      {standing ? (
        <Facts facts={[
          { key: "role", label: t("accounts.role"), value: <CodeLabel code="Role" value={standing.role} /> },
          { key: "place", label: t("accounts.organisation"), value: standing.organisation.name },
          { key: "offices", label: t("grants.offices"), value: <Offices codes={standing.offices} /> },
          { key: "from", label: t("grants.valid_from"), value: <span className="number">{standing.valid_from}</span> },
          { key: "to", label: t("grants.valid_to"), value: <span className="number">{standing.valid_to ?? t("grants.open_end")}</span> },
        ]} />
      ) : <p className="quiet">{t("grants.none")}</p>}
      {enabled && (
        <div className="row-gap gap-above">
          {can("grants:propose") && !proposal && <Button onClick={() => go(`/accounts/${account.id}/rights`)}>{t("grants.propose")}</Button>}
          {can("accounts:manage") && standing && <Button onClick={() => go(`/accounts/${account.id}/handover`)}>{t("handover.title")}</Button>}
        </div>
      )}
    </Panel>
  );
}

export function Offices({ codes }: { readonly codes: readonly string[] }) {
  const label = useCodeLabel("Office");
  return codes.length ? codes.map(label).join("、") : "—";
}
