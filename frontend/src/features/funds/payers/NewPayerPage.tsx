/** Registers a payer under its union, or under the street while it has none. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import type { PayerIn, PayerOut } from "@/api/client/types.gen";
import { EntryForm, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsPayers";

import { PAYERS } from "./looks";
import { PayerFields, payerLabels } from "./PayerFields";

const PARAMS = { organisation_id: param.text() };

export default function NewPayerPage() {
  const [{ organisation_id }] = useUrlState(PARAMS);
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: PayerIn) => api.post<PayerOut>(PAYERS, given(values)), {
    refresh: ["/funds"],
    onDone: (made) => { notify.done(t("payers.done")); go(`${PAYERS}/${made.id}`); },
  });
  return (
    <Page title={t("payers.new")} lead={t("payers.new.lead")} trail={[{ label: t("payers.title"), href: PAYERS }]}>
      <Panel>
        <EntryForm<PayerIn> initial={{ organisation_id: organisation_id || undefined, channel: "tax", employees: 0 }} onSubmit={send.send} busy={send.busy} error={send.error} labels={payerLabels()} submitLabel={t("payers.new")} onCancel={() => go(PAYERS)}>
          <PayerFields isNew />
        </EntryForm>
      </Panel>
    </Page>
  );
}

/** What was filled in; the rest follows from class and channel. */
function given(values: PayerIn): Partial<PayerIn> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}
