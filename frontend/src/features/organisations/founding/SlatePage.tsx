/** Candidates filed for the upper union's agreement to the election. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import type { FoundingOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, FormSection, Loaded, Page, Panel, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { LIST, REFRESH } from "./looks";
import { PeopleInput, type PersonLine } from "./PeopleInput";

const PREFIX = "founding";

interface SlateValues {
  readonly seats: number;
  readonly party_org?: string;
  readonly party_agreed_on?: string;
  readonly filed_on: string;
  readonly candidates: readonly PersonLine[];
}

export default function SlatePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<FoundingOut>(`/foundings/${id}`);
  return (
    <Page
      title={t("founding.slate")} lead={t("founding.slate.lead")}
      trail={[{ label: t("founding.title"), href: LIST }, { label: query.data?.data.union_name ?? t("founding.one"), href: `${LIST}/${id}` }]}
    >
      <Panel><Loaded query={query} rows={8}>{({ data }) => <Slate key={id} item={data} />}</Loaded></Panel>
    </Page>
  );
}

function Slate({ item }: { readonly item: FoundingOut }) {
  const go = useGo();
  const notify = useNotify();
  const { today } = useMe();
  const back = `${LIST}/${item.id}`;
  const send = useSend(
    (values: SlateValues) => api.post(`/foundings/${item.id}/slate`, { ...values, party_org: values.party_org ?? "", party_agreed_on: values.party_agreed_on ?? null }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("founding.done")); go(back); } },
  );
  const names = ["seats", "party_org", "party_agreed_on", "filed_on", "candidates"];
  const start: readonly PersonLine[] = item.slate?.candidates ?? [{ role: "chair", name: item.preparer_name, relation: "none" }, { role: "member", relation: "none" }, { role: "audit_head", relation: "none" }];
  return (
    <EntryForm<SlateValues>
      initial={{ seats: item.slate?.seats, party_org: item.slate?.party_org, filed_on: today, candidates: start }} onSubmit={send.send} busy={send.busy} error={send.error}
      labels={specLabels(PREFIX, names)} submitLabel={t("founding.slate")} onCancel={() => go(back)}
    >
      <FormSection columns={2}>
        <SpecField prefix={PREFIX} spec={{ name: "seats", kind: "count", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "filed_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "party_org", kind: "text", max: 100 }} />
        <SpecField prefix={PREFIX} spec={{ name: "party_agreed_on", kind: "date", last: today }} />
      </FormSection>
      <FormSection title={t("founding.candidates")} columns={1}>
        <Field name="candidates" label={t("founding.candidates")} className="wide founding-people"><PeopleInput field="candidates" /></Field>
      </FormSection>
    </EntryForm>
  );
}
