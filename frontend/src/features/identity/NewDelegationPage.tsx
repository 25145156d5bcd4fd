/** Giving a delegation: to whom, until when, over which part, and which of my rights. */
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { Checkbox, DateInput, EntryForm, Field, FormSection, Input, Loaded, OrgTreeSelect, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { DelegationIn, RightOut } from "./api";
import "./identity.css";

export default function NewDelegationPage() {
  const rights = useApi<readonly RightOut[]>("/me/delegable-rights");
  const trail = [{ label: t("account.title"), href: "/account" }, { label: t("delegations.title"), href: "/account/delegations" }];
  return (
    <Page title={t("delegations.new")} trail={trail} lead={t("delegations.new.lead")}>
      <Loaded query={rights}>{(found) => <Panel><DelegationForm rights={found} /></Panel>}</Loaded>
    </Page>
  );
}

function DelegationForm({ rights }: { readonly rights: readonly RightOut[] }) {
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: DelegationIn) => api.post("/me/delegations", values), {
    refresh: ["/me/delegations"],
    onDone: () => { notify.done(t("delegations.done")); go("/account/delegations"); },
  });
  const labels = {
    delegate_login_name: t("delegations.delegate"), organisation_id: t("delegations.place"), rights: t("delegations.rights"),
    starts_on: t("delegations.starts_on"), last_on: t("delegations.last_on"), note: t("grants.note"),
  };
  const readsTree = me.permissions.includes("organisations:read");
  const initial = { starts_on: me.today, organisation_id: me.organisation.id };
  return (
    <EntryForm<DelegationIn> initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("delegations.submit")} onCancel={() => go("/account/delegations")}>
      <FormSection>
        <Field name="delegate_login_name" label={labels.delegate_login_name} required hint={t("delegations.delegate.hint")}>
          <Input maxLength={64} autoComplete="off" spellCheck={false} />
        </Field>
        {readsTree && <Field name="organisation_id" label={labels.organisation_id} hint={t("delegations.place.hint")}><OrgTreeSelect /></Field>}
        <Field name="starts_on" label={labels.starts_on} required><DateInput /></Field>
        <Field name="last_on" label={labels.last_on} required hint={t("delegations.last_on.hint")}><DateInput /></Field>
        <Field name="note" label={labels.note}><Input maxLength={200} /></Field>
      </FormSection>
      <FormSection columns={1}>
        <Field name="rights" label={labels.rights} required hint={t("delegations.rights.hint")}>
          <RightChoices rights={rights} />
        </Field>
      </FormSection>
    </EntryForm>
  );
}

interface RightChoicesProps {
  readonly rights: readonly RightOut[];
  /** From the field around it; a group of boxes takes no aria-required. */
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
}

function RightChoices({ rights, id, value, onChange }: RightChoicesProps) {
  return (
    <Checkbox.Group className="right-choices" {...(id ? { id } : {})} {...(value ? { value } : {})} {...(onChange ? { onChange } : {})}>
      {subjectsOf(rights).map(([subject, group]) => (
        <fieldset key={subject}>
          <legend>{subject}</legend>
          {group.map((right) => <Checkbox key={right.code} value={right.code}>{right.label}</Checkbox>)}
        </fieldset>
      ))}
    </Checkbox.Group>
  );
}

function subjectsOf(rights: readonly RightOut[]): [string, RightOut[]][] {
  const groups = new Map<string, RightOut[]>();
  for (const right of rights) groups.set(right.subject, [...(groups.get(right.subject) ?? []), right]);
  return [...groups];
}
