/** An application to prepare a union; an employer of the drive's register fills the form by itself. */
import { useState } from "react";

import { api } from "@/api/client";
import type { DriveEntryOut, FoundingOut } from "@/api/client/types.gen";
import { ProblemError } from "@/api/problem";
import { useApi, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, FormSection, OrgTreeSelect, Page, Panel, SkeletonBlock, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { DivisionSelect } from "../DivisionSelect";
import { EmployersInput, type EmployerLine } from "../EmployersInput";
import { LIST, REFRESH } from "./looks";
import "../organisations.css";

const PREFIX = "founding";
const PARAMS = { entry: param.text() };
const NAMES = ["parent_id", "base_type", "union_name", "report_class", "unit_category", "division_code", "employees", "preparer_name", "applied_on", "reason", "employers"];

type Values = Readonly<Record<string, unknown>> & { readonly employers?: readonly EmployerLine[] };

export default function NewFoundingPage() {
  const [{ entry }] = useUrlState(PARAMS);
  const known = useApi<DriveEntryOut>(`/founding-drive/${entry ?? ""}`, undefined, { enabled: Boolean(entry) });
  const waiting = Boolean(entry) && !known.data && !known.isError;
  return (
    <Page title={t("founding.new")} lead={t("founding.new.lead")} trail={[{ label: t("founding.title"), href: LIST }]}>
      <Panel>{waiting ? <SkeletonBlock rows={10} /> : <Application entry={known.data} />}</Panel>
    </Page>
  );
}

function Application({ entry }: { readonly entry?: DriveEntryOut }) {
  const go = useGo();
  const notify = useNotify();
  const { today, organisation } = useMe();
  const initial = startOf(entry, today, organisation?.id);
  const [name, setName] = useState(nameOf(initial));
  const apply = useSend((values: Values) => api.post<FoundingOut>("/foundings", sent(values)), {
    refresh: REFRESH, onDone: (item) => { notify.done(t("founding.applied", { name: item.union_name })); go(`${LIST}/${item.id}`); },
  });
  const problems = apply.error instanceof ProblemError ? Object.fromEntries(apply.error.errors.map(({ field, message }) => [field, message])) : {};
  return (
    <EntryForm<Values>
      initial={initial} onSubmit={apply.send} busy={apply.busy} error={apply.error} labels={labels()} submitLabel={t("founding.new.submit")}
      onCancel={() => go(LIST)} onChange={(_, all) => setName(nameOf(all))}
    >
      <FormSection title={t("founding.section.employer")} lead={t("founding.section.employer.lead")} columns={1}>
        <Field name="employers" label={t("founding.employers")} className="org-employers"><EmployersInput problems={problems} /></Field>
      </FormSection>
      <FormSection title={t("founding.section.union")}>
        <Field name="parent_id" label={t("founding.field.parent_id")} required><OrgTreeSelect /></Field>
        <SpecField prefix={PREFIX} spec={{ name: "base_type", kind: "code", code: "BaseType", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "union_name", kind: "text", max: 100 }} hint={name ? t("founding.name.derived", { name }) : t("founding.name.joint")} />
        <Field name="division_code" label={t("organisations.field.division_code")} required><DivisionSelect known={entry && { code: entry.division_code, name: entry.division_name }} /></Field>
        <SpecField prefix={PREFIX} spec={{ name: "employees", kind: "count", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "report_class", kind: "code", code: "ReportClass" }} hint={t("founding.class.derived")} />
        <SpecField prefix={PREFIX} spec={{ name: "unit_category", kind: "code", code: "UnitCategory" }} hint={t("founding.class.derived")} />
      </FormSection>
      <FormSection title={t("founding.section.application")}>
        <SpecField prefix={PREFIX} spec={{ name: "preparer_name", kind: "text", max: 60, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "applied_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "reason", kind: "long", max: 500 }} />
      </FormSection>
    </EntryForm>
  );
}

function startOf(entry: DriveEntryOut | undefined, today: string, own: string | undefined): Values {
  const usual = { base_type: "0", applied_on: today, parent_id: entry?.organisation_id ?? own };
  if (!entry) return { ...usual, employers: [{}] };
  const { name, employer_uscc, economic_type, industry } = entry;
  const line = { name, employer_uscc, economic_type: economic_type ?? undefined, industry: industry ?? undefined };
  return { ...usual, employers: [line], employees: entry.employees ?? undefined, division_code: entry.division_code };
}

/** The name the server will give when none is typed. */
function nameOf(values: Values): string {
  const lines = values.employers ?? [];
  return values.base_type === "0" && lines.length === 1 && lines[0]?.name ? `${lines[0].name}${t("founding.name.ending")}` : "";
}

function sent(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

function labels(): Record<string, string> {
  const lines = Array.from({ length: 20 }, (_, at) => ["name", "employer_uscc", "economic_type", "industry"].map((field) => [
    `employers.${String(at)}.${field}`, t("organisations.employer.line", { n: at + 1, label: t(`organisations.employer.${field}` as never) }),
  ] as const)).flat();
  return { ...specLabels(PREFIX, NAMES), ...Object.fromEntries(lines) };
}
