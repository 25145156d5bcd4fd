/** The report of an election: the numbers of the count and everybody elected. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import type { ReelectionOut } from "@/api/client/types.gen";
import { ProblemError } from "@/api/problem";
import { useObject, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, FormSection, Loaded, Page, Panel, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { ElectedInput, type ElectedLine } from "./ElectedInput";
import "./terms.css";

const PREFIX = "reelections.result";
const NUMBERS = ["entitled", "present", "candidates"];
const START: readonly ElectedLine[] = [{ role: "chair" }, { role: "member" }, { role: "audit_head" }];

interface ReportValues {
  readonly elected_on: string;
  readonly entitled: number;
  readonly present: number;
  readonly candidates: number;
  readonly elected: readonly ElectedLine[];
  readonly note?: string;
}

export default function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ReelectionOut>(`/reelections/${id}`);
  const item = query.data?.data;
  const name = item ? t("reelections.of", { name: item.organisation_name, n: item.term_no }) : t("reelections.one");
  return (
    <Page
      title={t("reelections.report")} lead={t("reelections.report.lead")}
      trail={[{ label: t("reelections.title"), href: "/reelections" }, { label: name, href: `/reelections/${id}` }]}
    >
      <Panel><Loaded query={query} rows={8}>{({ data }) => <Report key={id} item={data} />}</Loaded></Panel>
    </Page>
  );
}

function Report({ item }: { readonly item: ReelectionOut }) {
  const go = useGo();
  const notify = useNotify();
  const { today } = useMe();
  const back = `/reelections/${item.id}`;
  const send = useSend(
    (values: ReportValues) => api.post(`${back}/reports`, { ...values, note: values.note ?? "" }, { ifMatch: item.version }),
    { refresh: ["/reelections", "/organisations"], onDone: () => { notify.done(t("reelections.done")); go(back); } },
  );
  const problems = send.error instanceof ProblemError ? Object.fromEntries(send.error.errors.map(({ field, message }) => [field, message])) : {};
  const labels = specLabels(PREFIX, ["elected_on", ...NUMBERS, "elected", "years", "note"]);
  return (
    <EntryForm<ReportValues>
      initial={{ elected_on: today, elected: START }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels}
      submitLabel={t("reelections.report")} onCancel={() => go(back)}
    >
      <FormSection columns={2}>
        <SpecField prefix={PREFIX} spec={{ name: "elected_on", kind: "date", last: today, required: true }} />
        {NUMBERS.map((name) => <SpecField key={name} prefix={PREFIX} spec={{ name, kind: "count", required: true }} />)}
      </FormSection>
      <FormSection title={t("reelections.report.elected")} columns={1}>
        <Field name="elected" label={labels.elected ?? ""} className="wide elected"><ElectedInput unionId={item.organisation_id} problems={problems} /></Field>
      </FormSection>
      <FormSection columns={1}><SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} /></FormSection>
    </EntryForm>
  );
}
