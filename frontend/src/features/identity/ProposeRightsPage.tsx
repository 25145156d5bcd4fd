/** Proposing other rights of an account, or their end, to a second person. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { DateInput, EntryForm, Field, FormSection, Input, Loaded, Page, Panel, Segmented, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountOut, GrantIn, GrantOut } from "./api";
import { RightsFields, rightsLabels } from "./RightsFields";

export default function ProposeRightsPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<AccountOut>(`/accounts/${id}`);
  const account = query.data?.data;
  const trail = [{ label: t("accounts.title"), href: "/accounts" }, ...(account ? [{ label: account.person_name, href: `/accounts/${id}` }] : [])];
  return (
    <Page title={t("grants.propose")} trail={trail} lead={t("grants.lead")}>
      <Loaded query={query}>{({ data }) => <Panel><ProposeForm account={data} /></Panel>}</Loaded>
    </Page>
  );
}

function ProposeForm({ account }: { readonly account: AccountOut }) {
  const go = useGo();
  const notify = useNotify();
  const [kind, setKind] = useState<"change" | "end">("change");
  const send = useSend(
    (values: GrantIn) => api.post<GrantOut>(`/accounts/${account.id}/grants`, kind === "end" ? { note: values.note, valid_from: values.valid_from } : values),
    { refresh: ["/accounts", "/grants"], onDone: (grant) => { notify.done(t("grants.proposed")); go(`/grants/${grant.id}`); } },
  );
  const labels = rightsLabels();
  const initial = { role: account.role, organisation_id: account.organisation.id, offices: account.offices };
  return (
    <>
      {account.standing && (
        <Segmented
          className="gap-below" value={kind} onChange={(value) => setKind(value as "change" | "end")}
          options={[{ value: "change", label: t("grants.kind.change") }, { value: "end", label: t("grants.kind.end") }]}
        />
      )}
      <EntryForm<GrantIn> initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("grants.submit")} onCancel={() => go(`/accounts/${account.id}`)}>
        <FormSection>
          {kind === "change" ? <RightsFields known={account.organisation} canWait /> : (
            <>
              <Field name="valid_from" label={labels.valid_from} hint={t("grants.valid_from.hint")}><DateInput /></Field>
              <Field name="note" label={labels.note} required hint={t("grants.note.hint")}><Input.TextArea rows={2} maxLength={1000} /></Field>
            </>
          )}
        </FormSection>
      </EntryForm>
    </>
  );
}
