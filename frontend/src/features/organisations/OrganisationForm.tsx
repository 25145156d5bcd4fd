/** The fields of a union in sections; grassroots unions show their statistical classes and employers. */
import { useState, type ReactNode } from "react";

import { ProblemError } from "@/api/problem";
import { EntryForm, Field, FormSection, OrgTreeSelect, SpecField, specLabel, specLabels } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

import { DivisionSelect } from "./DivisionSelect";
import { EmployersInput } from "./EmployersInput";
import { FIELD_NAMES, PREFIX, SECTIONS, type OrgField, type Values } from "./fields";
import { BASE, PARTS } from "./looks";

interface OrganisationFormProps {
  readonly initial: Values;
  /** The fields this person may change; the others are not shown. */
  readonly editable: readonly string[];
  /** Shown beside a field, e.g. the masked phone as it is. */
  readonly hints?: Readonly<Record<string, ReactNode>>;
  readonly division?: { readonly code: string; readonly name: string };
  readonly onSubmit: (values: Values) => unknown;
  readonly onCancel: () => void;
  readonly submitLabel?: string;
  readonly busy: boolean;
  readonly error: unknown;
}

export function OrganisationForm(props: OrganisationFormProps) {
  const { initial, editable, hints = {}, error } = props;
  const [kind, setKind] = useState({ level: initial.level, form: initial.org_form });
  const isBase = kind.level === BASE && !PARTS.includes(String(kind.form));
  const shows = ({ name, base }: Pick<OrgField, "name" | "base">) => editable.includes(name) && (!base || isBase);
  const labels = { ...specLabels(PREFIX, FIELD_NAMES), ...employerLabels(initial.employers) };
  return (
    <EntryForm<Values>
      initial={initial} onSubmit={props.onSubmit} onCancel={props.onCancel} busy={props.busy} error={error} labels={labels} submitLabel={props.submitLabel}
      onChange={(_, all) => setKind({ level: all.level ?? initial.level, form: all.org_form ?? initial.org_form })}
    >
      {editable.includes("parent_id") && (
        <FormSection title={t("organisations.section.place")}>
          <Field name="parent_id" label={specLabel(PREFIX, "parent_id")} required help={{ definition: t("organisations.help.parent_id"), article: t("organisations.article.parent_id") }}>
            <OrgTreeSelect />
          </Field>
        </FormSection>
      )}
      {SECTIONS.map(({ key, fields }) => {
        const shown = fields.filter(shows);
        const division = key === "class" && editable.includes("division_code");
        return (shown.length > 0 || division) && (
          <FormSection key={key} title={t(`organisations.section.${key}`)}>
            {division && (
              <Field name="division_code" label={specLabel(PREFIX, "division_code")} required help={{ definition: t("organisations.help.division_code") }}>
                <DivisionSelect known={props.division} />
              </Field>
            )}
            {shown.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} hint={hints[spec.name]} />)}
          </FormSection>
        );
      })}
      {editable.includes("employers") && isBase && (
        <FormSection title={t("organisations.employers")} lead={t("organisations.employers.lead")} columns={1}>
          <Field name="employers" label={t("organisations.employers")} className="org-employers"><EmployersInput problems={problemsOf(error)} /></Field>
        </FormSection>
      )}
    </EntryForm>
  );
}

/** The server's remarks on single lines of the employers, by "employers.0.employer_uscc". */
function problemsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(error.errors.filter(({ field }) => field.startsWith("employers.")).map(({ field, message }) => [field, message]));
}

function employerLabels(value: unknown): Record<string, string> {
  const lines = Math.max(10, ((value ?? []) as unknown[]).length + 5);
  return Object.fromEntries(Array.from({ length: lines }, (_, at) =>
    ["name", "employer_uscc", "economic_type", "industry"].map((field) => [
      `employers.${at}.${field}`, t("organisations.employer.line", { n: at + 1, label: t(`organisations.employer.${field}` as never) }),
    ] as const)).flat());
}
