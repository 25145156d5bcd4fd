/** Declares the persons of one month; the last declaration stands beside every box. */
import { useParams } from "@tanstack/react-router";

import type { HeadCountOut, OrganisationOut } from "@/api/client/types.gen";
import { api, type Versioned } from "@/api/client";
import { useObject } from "@/api/query";
import { useMe } from "@/api/session";
import {
  ConflictDialog, DateInput, differencesOf, EntryForm, Field, Form, FormSection, Loaded, Page, Panel, SpecField, specLabels,
  useGo, useNotify, useVersionedSave,
} from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { COUNT_FIELDS } from "./counts";
import type { Values } from "./fields";
import "./organisations.css";

const PREFIX = "organisations.count";

export default function HeadCountPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<OrganisationOut>(`/organisations/${id}`);
  const name = query.data?.data.name ?? t("organisations.one");
  return (
    <Page
      title={t("organisations.head_count")} lead={t("organisations.head_count.lead")}
      trail={[{ label: t("organisations.title"), href: "/organisations" }, { label: name, href: `/organisations/${id}` }]}
    >
      <Panel><Loaded query={query} rows={8}>{(found) => <Declaration key={id} found={found} />}</Loaded></Panel>
    </Page>
  );
}

function Declaration({ found: { data: card, etag } }: { readonly found: Versioned<OrganisationOut> }) {
  const path = `/organisations/${card.id}`;
  const month = useMe().today.slice(0, 7);
  const last = card.head_count;
  const go = useGo();
  const notify = useNotify();
  const [form] = Form.useForm<Values>();
  const saving = useVersionedSave<OrganisationOut, Values>({
    path, etag, refresh: ["/organisations"],
    write: (values, at) => api.put<OrganisationOut>(`${path}/head-counts`, values, { ifMatch: at }),
    onDone: () => { notify.done(t("organisations.head_count.done")); go(path); },
  });
  const labels = specLabels(PREFIX, ["month", ...COUNT_FIELDS, "reason"]);
  const { conflict } = saving;
  return (
    <>
      <EntryForm<Values>
        form={form} initial={{ ...(last ? figures(last) : {}), month }} busy={saving.busy} error={saving.error} labels={labels}
        onCancel={() => go(path)} onSubmit={(values) => void saving.save({ ...values, reason: values.reason ?? "" })}
      >
        <FormSection columns={3}>
          <Field name="month" label={labels.month ?? ""} required help={{ definition: t("organisations.count.help.month") }}><DateInput picker="month" /></Field>
        </FormSection>
        <FormSection title={t("organisations.count.employees")} columns={3}>
          {COUNT_FIELDS.slice(0, 5).map((name) => <SpecField key={name} prefix={PREFIX} spec={{ name, kind: "count", required: true }} hint={before(last, name)} />)}
        </FormSection>
        <FormSection title={t("organisations.count.members")} columns={3}>
          {COUNT_FIELDS.slice(5).map((name) => <SpecField key={name} prefix={PREFIX} spec={{ name, kind: "count", required: true }} hint={before(last, name)} />)}
          <SpecField prefix={PREFIX} spec={{ name: "reason", kind: "long", max: 300 }} />
        </FormSection>
      </EntryForm>
      {conflict && (
        <ConflictDialog
          object={card.name} differences={differencesOf(conflict.mine, theirs(conflict), labels)} onKeepMine={saving.keepMine}
          onTakeTheirs={() => { form.setFieldsValue(theirs(conflict)); saving.takeTheirs(); }}
        />
      )}
    </>
  );
}

/** What somebody else declared for my month, else what was known before. */
function theirs({ mine, theirs: card }: { readonly mine: Values; readonly theirs: OrganisationOut }): Values {
  const same = card.head_counts.find(({ month }) => month === mine.month) ?? card.head_count;
  return { ...(same ? { ...figures(same), reason: same.reason } : {}), month: mine.month };
}

function figures(known: HeadCountOut): Values {
  return Object.fromEntries(COUNT_FIELDS.map((name) => [name, known[name]]));
}

function before(last: HeadCountOut | null, name: (typeof COUNT_FIELDS)[number]): string | undefined {
  return last ? t("organisations.head_count.last", { month: monthName(last.month), n: count(last[name]) }) : undefined;
}
