/** One account: its facts, what may be done with it now. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { ActionBar, Button, CodeTag, Descriptions, HistoryTimeline, Loaded, Page, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountOut, AccountResult } from "./api";
import { EditAccount } from "./EditAccount";
import { FactorReset } from "./FactorReset";
import { FirstPassword } from "./FirstPassword";
import { RightsPanel } from "./RightsPanel";

export default function AccountPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<AccountOut>(`/accounts/${id}`);
  const [editing, setEditing] = useState(false);
  const title = query.data?.data.person_name ?? t("accounts.title");
  return (
    <Page
      title={title} trail={[{ label: t("accounts.title"), href: "/accounts" }]}
      mark={query.data && <CodeTag code="AccountStatus" value={query.data.data.status} tones={{ enabled: "good" }} />}
    >
      <Loaded query={query}>
        {(found) => (editing ? <EditAccount found={found} onClose={() => setEditing(false)} /> : <AccountCard found={found} onEdit={() => setEditing(true)} />)}
      </Loaded>
    </Page>
  );
}

function AccountCard({ found: { data: account, etag }, onEdit }: { readonly found: Versioned<AccountOut>; readonly onEdit: () => void }) {
  const can = useCan();
  const notify = useNotify();
  const [password, setPassword] = useState("");
  const act = useSend(
    (values: { action: string; note: string }) => api.post<AccountResult>(`/accounts/${account.id}/actions`, values, { ifMatch: etag }),
    { refresh: ["/accounts"], onDone: (answer) => { setPassword(answer.temporary_password ?? ""); notify.done(t("accounts.done")); } },
  );
  const facts = [
    { key: "login", label: t("accounts.login_name"), children: account.login_name },
    { key: "mobile", label: t("accounts.mobile"), children: <span className="number">{account.mobile}</span> },
    { key: "last", label: t("accounts.last_login"), children: account.last_login_at ? moment(account.last_login_at) : t("accounts.never") },
  ];
  return (
    <>
      <Panel>
        <Descriptions items={facts} column={{ xs: 1, md: 2 }} size="small" />
        <div className="row-gap gap-above">
          {can("accounts:manage") && <Button onClick={onEdit}>{t("kit.edit")}</Button>}
          <ActionBar
            actions={account.actions} object={account.person_name} busy={act.busy} error={act.error} onReset={act.reset}
            onAct={(action, note) => act.send({ action, note })} looks={{
              disable: { effect: t("accounts.effect.disable"), danger: true }, enable: { effect: t("accounts.effect.enable") },
              reset_password: { effect: t("accounts.effect.reset_password") },
            }}
          />
        </div>
        {password && <FirstPassword object={account.person_name} password={password} onClose={() => setPassword("")} />}
      </Panel>
      <RightsPanel account={account} />
      <FactorReset account={account} />
      <Panel title={t("accounts.history")}><HistoryTimeline entries={account.history} /></Panel>
    </>
  );
}
