/** Proposes a new dated value; it counts only after a second person has approved it. */
import { useParams } from "@tanstack/react-router";

import { ProblemError } from "@/api/problem";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { DateInput, EntryForm, Field, FormSection, Input, Loaded, Page, Panel, Select, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import { propose, type ParameterDetailOut } from "./api";
import { valueToSend } from "./value";
import { ValueInput } from "./ValueInput";

interface Values {
  readonly value: unknown;
  readonly jurisdiction: string;
  readonly valid_from: string;
  readonly valid_to?: string;
  readonly legal_source: string;
  readonly note?: string;
}

export default function ProposePage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const query = useApi<ParameterDetailOut>(`/parameters/${key}`);
  const label = query.data?.label ?? t("parameters.title");
  return (
    <Page
      title={t("parameters.propose")} lead={t("parameters.propose.lead")}
      trail={[{ label: t("parameters.title"), href: "/parameters" }, { label, href: `/parameters/${key}` }]}
    >
      <Panel title={label}><Loaded query={query}>{(parameter) => <ProposeForm parameter={parameter} />}</Loaded></Panel>
    </Page>
  );
}

function ProposeForm({ parameter }: { readonly parameter: ParameterDetailOut }) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    ({ note, value, ...rest }: Values) => propose({
      title: t("parameters.proposal.of", { label: parameter.label }), note: note ?? "",
      values: [{ ...rest, key: parameter.key, value: valueToSend(parameter.kind, value) }],
    }),
    { refresh: ["/parameter"], onDone: (set) => { notify.done(t("parameters.proposed")); go(`/parameters/proposals/${set.id}`); } },
  );
  const labels = {
    value: t("parameters.value"), jurisdiction: t("parameters.jurisdiction"), valid_from: t("parameters.from"),
    valid_to: t("parameters.until"), legal_source: t("parameters.source"),
  };
  const readable = (_: unknown, typed: unknown) =>
    typed === undefined || valueToSend(parameter.kind, typed) !== null ? Promise.resolve() : Promise.reject(new Error(t("parameters.value.unreadable")));
  return (
    <EntryForm<Values>
      onSubmit={send.send} busy={send.busy} error={withoutPrefix(send.error)} labels={labels}
      submitLabel={t("parameters.propose.submit")} onCancel={() => go(`/parameters/${parameter.key}`)}
    >
      <FormSection>
        <Field name="value" label={labels.value} required rules={[{ validator: readable }]} help={{ definition: parameter.description }}>
          <ValueInput kind={parameter.kind} unit={parameter.unit} />
        </Field>
        <Field name="jurisdiction" label={labels.jurisdiction} required help={{ definition: t("parameters.jurisdiction.help") }}>
          <JurisdictionSelect levels={parameter.levels} />
        </Field>
        <Field name="valid_from" label={labels.valid_from} required><DateInput /></Field>
        <Field name="valid_to" label={labels.valid_to} hint={t("parameters.until.hint")}><DateInput /></Field>
        <Field
          name="legal_source" label={labels.legal_source} required
          help={{ definition: t("parameters.source.help"), example: t("parameters.source.example") }}
        >
          <Input maxLength={300} />
        </Field>
        <Field name="note" label={t("parameters.note")}><Input.TextArea maxLength={1000} rows={2} /></Field>
      </FormSection>
    </EntryForm>
  );
}

interface JurisdictionSelectProps {
  readonly levels: ParameterDetailOut["levels"];
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** The four governments whose values apply in this district, as far as they may set this parameter. */
function JurisdictionSelect({ levels, ...rest }: JurisdictionSelectProps) {
  const { district: { id, name } } = useMe();
  const all = [
    { level: "district", value: id, label: name },
    { level: "city", value: `${id.slice(0, 4)}00`, label: t("parameters.level.city") },
    { level: "province", value: `${id.slice(0, 2)}0000`, label: t("parameters.level.province") },
    { level: "nation", value: "000000", label: t("parameters.level.nation") },
  ] as const;
  return <Select {...rest} options={all.filter((one) => levels.includes(one.level)).map(({ value, label }) => ({ value, label }))} />;
}

/** The server names fields of the one value "values.0.x"; the form calls them "x". */
function withoutPrefix(error: Error | null): Error | null {
  if (!(error instanceof ProblemError)) return error;
  const errors = error.errors.map((one) => ({ ...one, field: one.field.replace(/^values\.0\./, "") }));
  return new ProblemError(error.status, { ...error, detail: error.message, trace_id: error.traceId, errors });
}
