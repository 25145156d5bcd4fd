/** My account: who I am, my password, my sessions. */
import { useCan, useMe } from "@/api/session";
import { Alert, AppLink, CodeLabel, Descriptions, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { PasswordForm } from "./PasswordForm";
import { Offices } from "./RightsPanel";
import { SecondFactorPanel } from "./SecondFactorPanel";
import { SessionList } from "./SessionList";

export default function OwnAccountPage() {
  const me = useMe();
  const can = useCan();
  const facts = [
    { key: "name", label: t("accounts.person_name"), children: me.person_name },
    { key: "login", label: t("accounts.login_name"), children: me.login_name },
    { key: "role", label: t("account.role"), children: <CodeLabel code="Role" value={me.role} /> },
    ...(me.offices.length ? [{ key: "offices", label: t("grants.offices"), children: <Offices codes={me.offices} /> }] : []),
    { key: "place", label: t("account.place"), children: me.organisation.name },
    { key: "district", label: t("account.district"), children: me.district.name },
  ];
  return (
    <Page title={t("account.title")}>
      {me.must_change_password && <Alert type="warning" showIcon title={t("account.first")} className="gap-below" />}
      <Panel><Descriptions items={facts} column={{ xs: 1, md: 2 }} size="small" /></Panel>
      {!me.acting_for && (
        <Panel title={t("account.duties")}>
          <ul className="plain-list">
            {can("delegations:manage") && <li><div><AppLink href="/account/delegations">{t("delegations.title")}</AppLink><div className="quiet">{t("delegations.lead")}</div></div></li>}
            <li><div><AppLink href="/account/relatives">{t("relatives.title")}</AppLink><div className="quiet">{t("relatives.lead")}</div></div></li>
          </ul>
        </Panel>
      )}
      <Panel title={t("account.password")}><PasswordForm /></Panel>
      <SecondFactorPanel />
      <Panel title={t("account.sessions")}><SessionList /></Panel>
    </Page>
  );
}
