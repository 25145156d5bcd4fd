/** Taking a lost second factor away, by the security administrator, with a reason. */
import { useState } from "react";

import { api } from "@/api/client";
import type { AccountFactorOut } from "@/api/client/types.gen";
import { useApi, useSend } from "@/api/query";
import { Button, EntryForm, Facts, Field, FormSection, Input, Loaded, Modal, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";

import type { AccountOut } from "./api";

const NOTE_MAX = 500;

export function FactorReset({ account }: { readonly account: AccountOut }) {
  const path = `/accounts/${account.id}/second-factor`;
  const query = useApi<AccountFactorOut>(path);
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const reset = useSend((values: { note: string }) => api.post(`${path}/reset`, values), {
    refresh: [`/accounts/${account.id}`], onDone: () => { setAsking(false); notify.done(t("factor.reset.done")); },
  });
  return (
    <Panel title={t("factor.title")}>
      <Loaded query={query} rows={1}>
        {(standing) => (
          <>
            <Facts facts={[{ key: "state", label: t("factor.state"), value: standing.enrolled_at ? t("factor.since", { at: moment(standing.enrolled_at) }) : t("factor.off") }]} />
            {standing.can_reset && <Button danger className="gap-above" onClick={() => setAsking(true)}>{t("factor.reset")}</Button>}
          </>
        )}
      </Loaded>
      <Modal open={asking} title={`${t("factor.reset")}：${account.person_name}`} footer={null} onCancel={() => setAsking(false)} destroyOnHidden>
        <p className="gap-below">{t("factor.reset.lead")}</p>
        <EntryForm<{ note: string }>
          onSubmit={reset.send} busy={reset.busy} error={reset.error} submitLabel={t("factor.reset")} onCancel={() => setAsking(false)}
          labels={{ note: t("factor.reset.note") }}
        >
          <FormSection columns={1}>
            <Field name="note" label={t("factor.reset.note")} required hint={t("factor.reset.missing")}>
              <Input.TextArea rows={3} maxLength={NOTE_MAX} />
            </Field>
          </FormSection>
        </EntryForm>
      </Modal>
    </Panel>
  );
}
