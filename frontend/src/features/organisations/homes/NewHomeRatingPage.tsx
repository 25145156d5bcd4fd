/** Applies for a level of 职工之家 or 职工小家. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { HomeOut, HomeRatingIn } from "@/api/client/types.gen";
import { CodeSelect, EntryForm, Field, FormSection, Input, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/standards";

const PARAMS = { organisation_id: param.text() };
type Values = Omit<HomeRatingIn, "organisation_id">;

export default function NewHomeRatingPage() {
  const [{ organisation_id: asked }] = useUrlState(PARAMS);
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: Values) => api.post<HomeOut>("/home-ratings", { ...values, unit_name: values.unit_name ?? "", organisation_id: asked ?? me.organisation.id }),
    { refresh: ["/home-ratings"], onDone: (made) => { notify.done(t("homes.done")); go(`/home-ratings/${made.id}`); } },
  );
  const labels = { unit: t("homes.unit"), unit_name: t("homes.unit_name"), level: t("homes.level"), statement: t("homes.statement") };
  return (
    <Page title={t("homes.apply")} lead={t("homes.apply.lead")} trail={[{ label: t("homes.title"), href: "/home-ratings" }]}>
      <Panel>
        <EntryForm<Values> initial={{ unit: "home", level: "qualified" }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("homes.apply")} onCancel={() => go("/home-ratings")}>
          <FormSection columns={2}>
            <Field name="unit" label={labels.unit} required><CodeSelect code="HomeUnit" /></Field>
            <Field name="unit_name" label={labels.unit_name} hint={t("homes.unit_name.hint")}><Input maxLength={100} /></Field>
            <Field name="level" label={labels.level} required help={{ definition: t("homes.help.level"), example: t("homes.help.level.example") }}><CodeSelect code="HomeLevel" /></Field>
          </FormSection>
          <FormSection columns={1}>
            <Field name="statement" label={labels.statement} required help={{ definition: t("homes.help.statement"), example: t("homes.help.statement.example") }}><Input.TextArea rows={4} maxLength={1000} /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}
