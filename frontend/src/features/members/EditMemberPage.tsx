/** Changes the particulars of a member; if somebody saved meanwhile, both versions are shown. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import type { MemberOut } from "@/api/client/types.gen";
import { hasStatus } from "@/api/problem";
import { useObject, useSend } from "@/api/query";
import { Conflict, EntryForm, FormSection, Loaded, Page, Panel, SpecField, specLabels, useGo, useNotify, useSpecWords } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

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

/** What was read first is what is changed, also when a newer version arrives meanwhile. */
function Editor({ found }: { readonly found: Versioned<MemberOut> }) {
  const [{ data: card, etag }] = useState(found);
  const [mine, setMine] = useState<Values | null>(null);
  const path = `/members/${card.id}`;
  const go = useGo();
  const notify = useNotify();
  const words = useSpecWords([...PERSON, ...WORK]);
  const save = useSend(
    (attempt: { values: Values; etag: string }) => api.patch<MemberOut>(path, attempt.values, { ifMatch: attempt.etag }),
    { refresh: ["/members"], onDone: () => { notify.done(t("kit.saved")); go(path); } },
  );
  const submit = (typed: Values) => {
    const values = changesOf(typed, { ...card });
    setMine(values);
    if (Object.keys(values).length > 0) void save.send({ values, etag });
    else go(path);
  };
  const hints: Readonly<Record<string, string>> = card.mobile_masked ? { mobile: t("members.mobile.keep", { now: card.mobile_masked }) } : {};
  return (
    <>
      <EntryForm<Values>
        initial={startValues({ ...card })} onSubmit={submit} busy={save.busy} error={hasStatus(save.error, 412) ? null : save.error}
        onCancel={() => go(path)} labels={specLabels(PREFIX, PROFILE_NAMES)}
      >
        <FormSection title={t("members.section.person")}>
          {PERSON.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} hint={hints[spec.name]} />)}
        </FormSection>
        <FormSection title={t("members.section.work")}>{WORK.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} />)}</FormSection>
      </EntryForm>
      <Conflict<MemberOut, Values>
        path={path} object={card.name} error={save.error} mine={mine} valuesOf={(now) => sameFields(now, mine)} show={words}
        labels={specLabels(PREFIX, Object.keys(mine ?? {}))} onKeepMine={(values, newest) => void save.send({ values, etag: newest })} onTakeTheirs={() => go(path)}
      />
    </>
  );
}

/** The fields I changed, as the other person left them; the phone is known masked only. */
function sameFields(card: MemberOut, mine: Values | null): Values {
  const now: Values = { ...card, mobile: card.mobile_masked };
  return Object.fromEntries(Object.keys(mine ?? {}).map((name) => [name, now[name]]));
}
