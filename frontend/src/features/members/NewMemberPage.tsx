/** Registers a person: the ID number tells birth date and sex as soon as its 18th character is typed. */
import { useState } from "react";

import type { MemberOut, SuspectList, SuspectOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { CodeSelect, EntryForm, Field, Form, FormSection, Input, OrgTreeSelect, Page, Panel, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { cleanIdentifier } from "@/lib/identifiers";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/members";

import { Suspects } from "./duplicates/Suspects";
import { ALL_NAMES, filled, PERSON, PREFIX, WORK, type Values } from "./fields";
import { IdNumberNote, readTyped } from "./IdNumber";
import "./members.css";

const RESIDENT = "1";
const PARAMS = { organisation_id: param.text() };

export default function NewMemberPage() {
  const me = useMe();
  const [{ organisation_id: wanted }] = useUrlState(PARAMS);
  const can = useCan();
  const go = useGo();
  const notify = useNotify();
  const [form] = Form.useForm<Values>();
  const [typed, setTyped] = useState({ idType: RESIDENT, idNo: "" });
  const [suspects, setSuspects] = useState<readonly SuspectOut[] | null>(null);
  const isChair = !can("organisations:edit");
  const register = useSend((values: Values) => api.post<MemberOut>("/members", body(values)), {
    refresh: ["/members", "/organisations"],
    onDone: (card) => { notify.done(t(card.status === "pending" ? "members.registered.pending" : "members.registered", { name: card.name })); go(`/members/${card.id}`); },
  });
  const look = useSend((values: Values) => api.post<SuspectList>("/members/duplicates/lookup", identityOf(values)).then(({ items }) => ({ items, values })), {
    onDone: ({ items, values }) => { setSuspects(items); if (items.length === 0) void register.send(values); },
  });
  // Once the look-alikes were shown, sending again says that it is another person.
  const submit = (values: Values) => void (suspects === null ? look : register).send(values);
  const isResident = typed.idType === RESIDENT;
  const initial: Values = { id_type: RESIDENT, work_status: "1", organisation_id: isChair ? me.organisation?.id : wanted };
  return (
    <Page title={t("members.new")} lead={t(can("members:check") ? "members.new.lead.district" : "members.new.lead")} trail={[{ label: t("members.title"), href: "/members" }]}>
      <Panel>
        <EntryForm<Values>
          form={form} initial={initial} onSubmit={submit} busy={look.busy || register.busy} error={look.error ?? register.error} onCancel={() => go("/members")}
          labels={specLabels(PREFIX, ALL_NAMES)} submitLabel={t("members.new.submit")} onChange={(changed, all) => watch(changed, all)}
        >
          <Suspects items={suspects ?? []} />
          <FormSection title={t("members.section.identity")}>
            {!isChair && <Field name="organisation_id" label={specLabel(PREFIX, "organisation_id")} required help={{ definition: t("members.help.organisation_id") }}><OrgTreeSelect /></Field>}
            {isChair && <Field name="organisation_id" label={specLabel(PREFIX, "organisation_id")} hidden><Input /></Field>}
            <SpecField prefix={PREFIX} spec={{ name: "name", kind: "text", max: 60, required: true }} />
            <Field name="id_type" label={specLabel(PREFIX, "id_type")} required help={{ definition: t("members.help.id_type") }}><CodeSelect code="IdType" /></Field>
            <Field
              name="id_no" label={specLabel(PREFIX, "id_no")} required hint={isResident && <IdNumberNote text={typed.idNo} />}
              help={{ definition: t("members.help.id_no"), example: "430702199001010019", article: t("members.article.id_no") }}
            >
              <Input maxLength={40} autoComplete="off" spellCheck={false} className="number" />
            </Field>
            {!isResident && <SpecField prefix={PREFIX} spec={{ name: "sex", kind: "code", code: "SexCode", only: ["1", "2"], required: true }} />}
            {!isResident && <SpecField prefix={PREFIX} spec={{ name: "birth_date", kind: "date", last: me.today, required: true }} />}
            <SpecField prefix={PREFIX} spec={{ name: "joined_on", kind: "date", last: me.today, required: true }} />
          </FormSection>
          <FormSection title={t("members.section.work")}>{WORK.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} />)}</FormSection>
          <FormSection title={t("members.section.person")}>{PERSON.map((spec) => <SpecField key={spec.name} spec={spec} prefix={PREFIX} />)}</FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );

  function watch(changed: Partial<Values>, all: Values): void {
    if (IDENTITY.some((name) => name in changed)) setSuspects(null);
    if (!("id_no" in changed) && !("id_type" in changed)) return;
    setTyped({ idType: String(all.id_type ?? ""), idNo: String(all.id_no ?? "") });
  }
}

const IDENTITY = ["name", "id_type", "id_no", "birth_date", "mobile"];

/** What a person is recognised by. */
function identityOf(values: Values): Values {
  return Object.fromEntries(Object.entries(body(values)).filter(([name]) => IDENTITY.includes(name)));
}

/** The ID number in one spelling; birth date and sex of a resident ID are the number's own. */
function body(values: Values): Values {
  const { sex, birth_date: birth, ...rest } = filled(values);
  const idNo = cleanIdentifier(String(values.id_no ?? ""));
  const own = values.id_type === RESIDENT ? readTyped(idNo) : { sex, birth_date: birth };
  return { ...rest, ...own, id_no: idNo };
}
