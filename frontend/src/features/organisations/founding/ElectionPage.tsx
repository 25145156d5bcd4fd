/** The report of the founding election: the count, and everybody elected. */
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
const COUNTS = ["entitled", "present", "years"];

interface ElectionValues {
  readonly elected_on: string;
  readonly assembly: string;
  readonly entitled: number;
  readonly present: number;
  readonly candidate_count: number;
  readonly years: number;
  readonly elected: readonly PersonLine[];
  readonly reported_on: string;
}

export default function ElectionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<FoundingOut>(`/foundings/${id}`);
  return (
    <Page
      title={t("founding.election")} lead={t("founding.election.lead")}
      trail={[{ label: t("founding.title"), href: LIST }, { label: query.data?.data.union_name ?? t("founding.one"), href: `${LIST}/${id}` }]}
    >
      <Panel><Loaded query={query} rows={8}>{({ data }) => <Election key={id} item={data} />}</Loaded></Panel>
    </Page>
  );
}

function Election({ item }: { readonly item: FoundingOut }) {
  const go = useGo();
  const notify = useNotify();
  const { today } = useMe();
  const back = `${LIST}/${item.id}`;
  const send = useSend(
    ({ candidate_count: candidates, ...values }: ElectionValues) => api.post(`/foundings/${item.id}/elections`, { ...values, candidates }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => { notify.done(t("founding.done")); go(back); } },
  );
  const labels = specLabels(PREFIX, ["elected_on", "assembly", ...COUNTS, "candidate_count", "elected", "reported_on"]);
  return (
    <EntryForm<ElectionValues>
      initial={{ elected_on: today, reported_on: today, assembly: "members", years: 3, ...proposal(item) }} onSubmit={send.send} busy={send.busy} error={send.error}
      labels={{ ...labels, candidates: labels.candidate_count ?? "" }} submitLabel={t("founding.election")} onCancel={() => go(back)}
    >
      <FormSection columns={2}>
        <SpecField prefix={PREFIX} spec={{ name: "elected_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "assembly", kind: "code", code: "ElectingAssembly", required: true }} />
        {COUNTS.map((name) => <SpecField key={name} prefix={PREFIX} spec={{ name, kind: "count", required: true }} />)}
        <SpecField prefix={PREFIX} spec={{ name: "candidate_count", kind: "count", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "reported_on", kind: "date", last: today, required: true }} />
      </FormSection>
      <FormSection title={t("founding.elected")} columns={1}>
        <Field name="elected" label={t("founding.elected")} className="wide founding-people"><PeopleInput field="elected" withVotes /></Field>
      </FormSection>
    </EntryForm>
  );
}

/** The approved candidates stand ready; the clerk strikes out who was not elected and writes the votes. */
function proposal(item: FoundingOut): Partial<ElectionValues> {
  const candidates = item.slate?.candidates ?? [];
  const committee = candidates.filter(({ role }) => ["chair", "vice_chair", "member", "organiser"].includes(role));
  return { elected: candidates, candidate_count: committee.length };
}
