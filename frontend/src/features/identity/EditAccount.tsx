/** Changing an account: what was read first is what is changed, even when a newer version arrives meanwhile. */
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import { hasStatus } from "@/api/problem";
import { useRefresh, useSend } from "@/api/query";
import { Conflict, Panel, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import { AccountForm } from "./AccountForm";
import type { AccountChangeIn, AccountOut } from "./api";

interface EditAccountProps {
  readonly found: Versioned<AccountOut>;
  readonly onClose: () => void;
}

export function EditAccount({ found, onClose }: EditAccountProps) {
  const [base] = useState(found);
  const [mine, setMine] = useState<AccountChangeIn | null>(null);
  const notify = useNotify();
  const refresh = useRefresh();
  const path = `/accounts/${base.data.id}`;
  const save = useSend(
    ({ values, etag }: { values: AccountChangeIn; etag: string }) => api.patch(path, values, { ifMatch: etag }),
    { refresh: ["/accounts"], onDone: () => { notify.done(t("accounts.saved")); onClose(); } },
  );
  const labels = { person_name: t("accounts.person_name") };
  return (
    <Panel>
      <AccountForm<AccountChangeIn>
        existing={base.data} initial={valuesOf(base.data)} busy={save.busy} error={hasStatus(save.error, 412) ? null : save.error} onCancel={onClose}
        onSubmit={(values) => { setMine(values); return save.send({ values, etag: base.etag }); }}
      />
      <Conflict<AccountOut, AccountChangeIn>
        path={path} object={base.data.person_name} error={save.error} mine={mine} valuesOf={valuesOf} labels={labels}
        onKeepMine={(values, etag) => void save.send({ values, etag })} onTakeTheirs={() => void refresh(["/accounts"]).then(onClose)}
      />
    </Panel>
  );
}

function valuesOf({ person_name }: AccountOut): AccountChangeIn {
  return { person_name };
}
