/** Asking for a structure change: say what, look at what it would do, then apply. */
import { useState } from "react";

import type { StructureChangeOut, StructurePreviewOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { Button, CodeSelect, DateInput, EntryForm, ErrorSummary, Field, FormSection, Input, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/structure";

import { PreviewPanel } from "./PreviewPanel";
import { SplitChoice } from "./SplitChoice";
import { TargetSelect } from "./TargetSelect";
import { UnionList } from "./UnionList";
import "./structure.css";

interface Values {
  readonly kind: string;
  readonly organisation_ids?: readonly string[];
  readonly target_id?: string;
  readonly effective_on?: string;
  readonly document_no?: string;
  readonly reason?: string;
  readonly new_name?: string;
  readonly employer_name?: string;
  readonly member_ids?: readonly string[];
  readonly employer_ids?: readonly string[];
}

const PARAMS = { kind: param.text(), organisation_id: param.text() };
const LABELS = ["kind", "organisation_ids", "target_id", "effective_on", "document_no", "reason", "new_name"] as const;

export default function NewChangePage() {
  const [given] = useUrlState(PARAMS);
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const initial: Values = {
    kind: given.kind ?? "merge", effective_on: `${today.slice(0, 8)}01`,
    organisation_ids: given.organisation_id ? [given.organisation_id] : [],
  };
  const [values, setValues] = useState<Values>(initial);
  const [preview, setPreview] = useState<StructurePreviewOut | undefined>();
  const look = useSend((form: Values) => api.post<StructurePreviewOut>("/structure-changes/preview", body(form)), { onDone: setPreview });
  const apply = useSend((form: Values) => api.post<StructureChangeOut>("/structure-changes", body(form)), {
    refresh: ["/structure-changes", "/organisations"],
    onDone: (change) => { notify.done(t("structure.applied")); go(`/structure-changes/${change.id}`); },
  });
  const change = (all: Values) => { setValues(all); setPreview(undefined); apply.reset(); };
  const labels = Object.fromEntries(LABELS.map((name) => [name, t(`structure.${name}` as never)]));
  return (
    <Page title={t("structure.new")} lead={t("structure.new.lead")} trail={[{ label: t("structure.title"), href: "/structure-changes" }]}>
      <Panel>
        <EntryForm<Values>
          initial={initial} onSubmit={look.send} busy={look.busy} error={look.error ?? apply.error} labels={labels} onChange={(_, all) => change(all)}
          submitLabel={t("structure.look")} onCancel={() => go("/structure-changes")}
        >
          <Fields values={values} />
        </EntryForm>
      </Panel>
      {preview && (
        <PreviewPanel preview={preview}>
          {apply.error ? <ErrorSummary error={apply.error} labels={labels} /> : null}
          <div className="gap-above">
            <Button type="primary" disabled={!preview.may} aria-disabled={apply.busy} onClick={() => void apply.send(values)}>{t("structure.apply")}</Button>
          </div>
        </PreviewPanel>
      )}
    </Page>
  );
}

function Fields({ values }: { readonly values: Values }) {
  const { kind } = values;
  const several = kind === "reparent" || kind === "merge" || kind === "dissolve";
  return (
    <>
      <FormSection title={t("structure.section.what")} lead={t(`structure.kind.${kind}` as never)}>
        <Field name="kind" label={t("structure.kind")} required><CodeSelect code="StructureKind" /></Field>
        <Field name="effective_on" label={t("structure.effective_on")} required hint={kind === "reparent" ? t("structure.first_of_month") : undefined}><DateInput /></Field>
        <Field name="organisation_ids" label={t("structure.organisation_ids")} required><UnionList several={several} /></Field>
        {kind === "reparent" && <Field name="target_id" label={t("structure.new_parent")} required><TargetSelect kind={kind} /></Field>}
        {kind === "merge" && <Field name="target_id" label={t("structure.target")} required><TargetSelect kind={kind} /></Field>}
        {kind === "rename" && <Field name="new_name" label={t("structure.new_name")} required><Input maxLength={100} /></Field>}
      </FormSection>
      {kind === "split" && <SplitChoice source={values.organisation_ids?.[0]} />}
      <FormSection title={t("structure.section.basis")}>
        <Field name="document_no" label={t("structure.document_no")} required><Input maxLength={60} /></Field>
        <Field name="reason" label={t("structure.reason")} required><Input.TextArea maxLength={500} autoSize /></Field>
      </FormSection>
    </>
  );
}

function body(values: Values): object {
  return { ...values, target_id: values.target_id ?? null };
}
