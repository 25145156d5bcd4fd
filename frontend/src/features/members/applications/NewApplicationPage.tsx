/** Enters a person's application with what shows their own wish; the committee's approval comes from somebody else. */
import { useState } from "react";

import type { ApplicationOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { EntryForm, Field, FormSection, Input, OrgTreeSelect, Page, Panel, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { cleanIdentifier } from "@/lib/identifiers";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { ALL_NAMES, filled, PERSON, WORK, type Values } from "../fields";
import { IdNumberNote, readTyped } from "../IdNumber";
import "../members.css";

const MEMBER = "members";
const OWN = "applications";
const ONLINE = "online";

export default function NewApplicationPage() {
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const isChair = !useCan()("organisations:edit");
  const [typed, setTyped] = useState({ idNo: "", evidence: "paper" });
  const enter = useSend((values: Values) => api.post<ApplicationOut>("/members/applications", body(values)), {
    refresh: ["/members"],
    onDone: (item) => { notify.done(t("applications.entered", { name: item.person_name })); go(`/members/applications/${item.id}`); },
  });
  const labels = { ...specLabels(MEMBER, ALL_NAMES), ...specLabels(OWN, ["applied_on", "evidence", "statement"]) };
  const initial: Values = { applied_on: me.today, evidence: "paper", work_status: "1", organisation_id: isChair ? me.organisation?.id : undefined };
  return (
    <Page title={t("applications.new")} lead={t("applications.new.lead")} trail={[{ label: t("members.title"), href: "/members" }, { label: t("applications.title"), href: "/members/applications" }]}>
      <Panel>
        <EntryForm<Values>
          initial={initial} onSubmit={enter.send} busy={enter.busy} error={enter.error} onCancel={() => go("/members/applications")} labels={labels}
          submitLabel={t("applications.enter")} onChange={(_, all) => setTyped({ idNo: String(all.id_no ?? ""), evidence: String(all.evidence ?? "") })}
        >
          <FormSection title={t("applications.section.wish")}>
            <Field name="organisation_id" label={specLabel(MEMBER, "organisation_id")} required hidden={isChair} help={{ definition: t("applications.help.organisation_id") }}>
              {isChair ? <Input /> : <OrgTreeSelect />}
            </Field>
            <SpecField prefix={OWN} spec={{ name: "applied_on", kind: "date", last: me.today, required: true }} />
            <SpecField prefix={OWN} spec={{ name: "evidence", kind: "code", code: "EvidenceKind", required: true }} />
            {typed.evidence === ONLINE && <SpecField prefix={OWN} spec={{ name: "statement", kind: "long", max: 1000, required: true }} />}
          </FormSection>
          <FormSection title={t("members.section.identity")}>
            <SpecField prefix={MEMBER} spec={{ name: "name", kind: "text", max: 60, required: true }} />
            <Field
              name="id_no" label={specLabel(MEMBER, "id_no")} required hint={<IdNumberNote text={typed.idNo} />}
              help={{ definition: t("members.help.id_no"), example: "430702199001010019", article: t("members.article.id_no") }}
            >
              <Input maxLength={40} autoComplete="off" spellCheck={false} className="number" />
            </Field>
          </FormSection>
          <FormSection title={t("members.section.work")}>{WORK.map((spec) => <SpecField key={spec.name} spec={spec} prefix={MEMBER} />)}</FormSection>
          <FormSection title={t("members.section.person")}>{PERSON.map((spec) => <SpecField key={spec.name} spec={spec} prefix={MEMBER} />)}</FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}

function body(values: Values): Values {
  const idNo = cleanIdentifier(String(values.id_no ?? ""));
  return { ...filled(values), ...readTyped(idNo), id_no: idNo };
}
