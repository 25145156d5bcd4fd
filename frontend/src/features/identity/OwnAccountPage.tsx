/** My account: who I am, my password, my sessions. */
import { useMe } from "@/api/session";
import { Alert, CodeLabel, Descriptions, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";

import { PasswordForm } from "./PasswordForm";
import { SecondFactorPanel } from "./SecondFactorPanel";
import { SessionList } from "./SessionList";

export default function OwnAccountPage() {
  const me = useMe();
  const facts = [
    { key: "name", label: t("accounts.person_name"), children: me.person_name },
    { key: "login", label: t("accounts.login_name"), children: me.login_name },
    { key: "role", label: t("account.role"), children: <CodeLabel code="Role" value={me.role} /> },
    { key: "place", label: t("account.place"), children: me.organisation.name },
    { key: "district", label: t("account.district"), children: me.district.name },
  ];
  return (
    <Page title={t("account.title")}>
      {me.must_change_password && <Alert type="warning" showIcon title={t("account.first")} className="gap-below" />}
      <Panel><Descriptions items={facts} column={{ xs: 1, md: 2 }} size="small" /></Panel>
      <Panel title={t("account.password")}><PasswordForm /></Panel>
      <SecondFactorPanel />
      <Panel title={t("account.sessions")}><SessionList /></Panel>
    </Page>
  );
}
