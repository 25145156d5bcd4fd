/** Compiles a batch from the payments booked in a span of days. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import type { ShareReturnIn, ShareReturnOut } from "@/api/client/types.gen";
import { CodeSelect, DateInput, EntryForm, Field, FormSection, Input, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsReturns";

export default function NewShareReturnPage() {
  const { today } = useMe();
  const go = useGo();
  const notify = useNotify();
  const send = useSend((values: ShareReturnIn) => api.post<ShareReturnOut>("/funds/share-returns", { ...values, note: values.note ?? "" }), {
    refresh: ["/funds/share-returns"], onDone: (made) => { notify.done(t("share_returns.compiled", { n: made.ready_count + made.held_count })); go(`/funds/share-returns/${made.id}`); },
  });
  const labels = { kind: t("share_returns.kind"), from_on: t("share_returns.from_on"), to_on: t("share_returns.to_on"), note: t("share_returns.note") };
  return (
    <Page title={t("share_returns.new")} lead={t("share_returns.new.lead")} trail={[{ label: t("share_returns.title"), href: "/funds/share-returns" }]}>
      <Panel>
        <EntryForm<ShareReturnIn> initial={{ kind: "base_share", from_on: `${today.slice(0, 4)}-01-01`, to_on: today }} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} submitLabel={t("share_returns.compile")} onCancel={() => go("/funds/share-returns")}>
          <FormSection columns={2}>
            <Field name="kind" label={labels.kind} required help={{ definition: t("share_returns.help.kind"), example: t("share_returns.help.kind.example") }}><CodeSelect code="ShareReturnKind" /></Field>
            <Field name="note" label={labels.note}><Input maxLength={300} /></Field>
            <Field name="from_on" label={labels.from_on} required><DateInput /></Field>
            <Field name="to_on" label={labels.to_on} required hint={t("share_returns.to_on.hint")}><DateInput /></Field>
          </FormSection>
        </EntryForm>
      </Panel>
    </Page>
  );
}
