/** Asks for a correction of identity fields, or for a wrongly recorded death to be taken back. */
import { useParams } from "@tanstack/react-router";

import type { ChangeRequestOut, MemberOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { CodeSelect, EntryForm, Field, FormSection, Input, Loaded, Page, Panel, SpecField, specLabel, specLabels, useGo } from "@/kit";
import { cleanIdentifier } from "@/lib/identifiers";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { filled, PREFIX, type Values } from "../fields";

const PARAMS = { kind: param.oneOf(["identity", "death"], "identity") };
const NAMES = ["name", "id_type", "id_no", "sex", "birth_date"];

export default function NewChangeRequestPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [{ kind }] = useUrlState(PARAMS);
  const query = useObject<MemberOut>(`/members/${id}`);
  const name = query.data?.data.name ?? t("members.one");
  return (
    <Page
      title={t(kind === "death" ? "records.change.death" : "records.change.new_title")} lead={t(kind === "death" ? "records.change.death.lead" : "records.change.lead")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: name, href: `/members/${id}` }]}
    >
      <Panel><Loaded query={query} rows={6}>{({ data }) => <Correction card={data} kind={kind} />}</Loaded></Panel>
    </Page>
  );
}

function Correction({ card, kind }: { readonly card: MemberOut; readonly kind: string }) {
  const go = useGo();
  const { today } = useMe();
  const submit = useSend((values: Values) => api.post<ChangeRequestOut>("/members/change-requests", body(card, kind, values)), {
    refresh: ["/members"], onDone: (made) => go(`/members/change-requests/${made.id}`),
  });
  return (
    <EntryForm<Values>
      initial={kind === "death" ? {} : { name: card.name, id_type: card.id_type }} onSubmit={submit.send} busy={submit.busy} error={submit.error}
      onCancel={() => go(`/members/${card.id}`)} submitLabel={t("records.change.submit")} labels={{ ...specLabels(PREFIX, NAMES), reason: t("records.change.reason") }}
    >
      {kind === "identity" && (
        <FormSection title={t("members.section.identity")} lead={t("records.change.keep")}>
          <SpecField prefix={PREFIX} spec={{ name: "name", kind: "text", max: 60 }} />
          <Field name="id_type" label={specLabel(PREFIX, "id_type")} help={{ definition: t("members.help.id_type") }}><CodeSelect code="IdType" /></Field>
          <Field name="id_no" label={specLabel(PREFIX, "id_no")} hint={t("records.change.now", { now: card.id_no_masked })} help={{ definition: t("members.help.id_no"), article: t("members.article.id_no") }}>
            <Input maxLength={40} autoComplete="off" spellCheck={false} className="number" />
          </Field>
          <SpecField prefix={PREFIX} spec={{ name: "sex", kind: "code", code: "SexCode", only: ["1", "2"] }} hint={t("records.change.by_number")} />
          <SpecField prefix={PREFIX} spec={{ name: "birth_date", kind: "date", last: today }} hint={t("records.change.by_number")} />
        </FormSection>
      )}
      <FormSection title={t("records.change.reason")} columns={1}>
        <Field name="reason" label={t("records.change.reason")} required help={{ definition: t("records.change.reason.help") }}><Input.TextArea rows={3} maxLength={500} /></Field>
      </FormSection>
    </EntryForm>
  );
}

/** What stays as it is, is not sent. */
function body(card: MemberOut, kind: string, values: Values): Values {
  const { id_no: typed, ...rest } = filled(values);
  const own: Values = { name: card.name, id_type: card.id_type };
  const changed = Object.fromEntries(Object.entries(rest).filter(([field, value]) => own[field] !== value));
  return { ...changed, ...(typed ? { id_no: cleanIdentifier(String(typed)) } : {}), member_id: card.id, kind };
}
