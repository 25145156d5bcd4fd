/** A new account for one person; the first password is shown once. */
import { useState } from "react";

import { useSend } from "@/api/query";
import { Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";

import { AccountForm } from "./AccountForm";
import { openAccount, type AccountIn, type AccountResult } from "./api";
import { FirstPassword } from "./FirstPassword";

export default function NewAccountPage() {
  const go = useGo();
  const [created, setCreated] = useState<AccountResult | null>(null);
  const save = useSend(openAccount, { refresh: ["/accounts"], onDone: setCreated });
  return (
    <Page title={t("accounts.new")} trail={[{ label: t("accounts.title"), href: "/accounts" }]}>
      <Panel>
        <AccountForm<AccountIn> onSubmit={save.send} busy={save.busy} error={save.error} onCancel={() => go("/accounts")} />
      </Panel>
      {created && (
        <FirstPassword
          object={created.account.person_name} password={created.temporary_password ?? ""}
          onClose={() => go(`/accounts/${created.account.id}`)}
        />
      )}
    </Page>
  );
}
