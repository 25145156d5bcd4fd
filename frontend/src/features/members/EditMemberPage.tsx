/** Changes the particulars of a member; if somebody saved meanwhile, both versions are shown. */
import { useParams } from "@tanstack/react-router";

import type { MemberOut } from "@/api/client/types.gen";
import { api, type Versioned } from "@/api/client";
import { useObject } from "@/api/query";
import {
  ConflictDialog, differencesOf, EntryForm, Form, FormSection, Loaded, Page, Panel, SpecField, specLabel, specLabels, useGo, useNotify, useVersionedSave,
} from "@/kit";
import { t } from "@/lib/i18n";

import { changesOf, PERSON, PREFIX, PROFILE_NAMES, startValues, WORK, type Values } from "./fields";
import "./members.css";

export default function EditMemberPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<MemberOut>(`/members/${id}`);
  const name = query.data?.data.name ?? t("members.one");
  return (
    <Page title={t("members.edit")} trail={[{ label: t("members.title"), href: "/members" }, { label: name, href: `/members/${id}` }]} lead={t("members.edit.lead")}>
      <Panel><Loaded query={query} rows={10}>{(found) => <Editor key={id} found={found} />}</Loaded></Panel>
    </Page>
  );
}

function Editor({ found: { data: card, etag } }: { readonly found: Versioned<MemberOut> }) {
  const path = `/members/${card.id}`;
  const go = useGo();
  const notify = useNotify();
  const [form] = Form.useForm<Values>();
  const saving = useVersionedSave<MemberOut, Values>({
    path, etag, refresh: ["/members"],
    write: (values, at) => api.patch<MemberOut>(path, values, { ifMatch: at }),
    onDone: () => { notify.done(t("kit.saved")); go(path); },
  });
  const { conflict } = saving;
  const submit = (values: Values) => {
    const changes = changesOf(values, { ...card });
    if (Object.keys(changes).length > 0) void saving.save(changes);
    else go(path);
  };
  const hints: Readonly<Record<string, string>> = card.mobile_masked ? { mobile: t("members.mobile.keep", { now: card.mobile_masked }) } : {};
  return (
    <>
      <EntryForm<Values>
        form={form} initial={startValues({ ...card })} onSubmit={submit} busy={saving.busy} error={saving.error}
        onCancel={() => go(path)} labels={specLabels(PREFIX, PROFILE_NAMES)}
      >
        <FormSection title={t("members.section.person")}>
          <SpecField prefix={PREFIX} spec={{ name: "name", kind: "text", max: 60, required: true }} />
          {PERSON.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} hint={hints[spec.name]} />)}
        </FormSection>
        <FormSection title={t("members.section.work")}>{WORK.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} />)}</FormSection>
      </EntryForm>
      {conflict && (
        <ConflictDialog
          object={card.name} onKeepMine={saving.keepMine}
          differences={differencesOf(conflict.mine, { ...conflict.theirs }, Object.fromEntries(Object.keys(conflict.mine).map((field) => [field, specLabel(PREFIX, field)])))}
          onTakeTheirs={() => { const theirs = saving.takeTheirs(); if (theirs) form.setFieldsValue(startValues({ ...theirs })); }}
        />
      )}
    </>
  );
}
