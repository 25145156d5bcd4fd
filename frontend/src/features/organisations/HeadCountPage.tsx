/** Declares the persons of one month; the last declaration stands beside every box. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import type { HeadCountOut, OrganisationOut } from "@/api/client/types.gen";
import { hasStatus } from "@/api/problem";
import { useObject, useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { Conflict, DateInput, EntryForm, Field, FormSection, Loaded, Page, Panel, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/organisations";

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

function Declaration({ found }: { readonly found: Versioned<OrganisationOut> }) {
  const [{ data: card, etag }] = useState(found);
  const [mine, setMine] = useState<Values | null>(null);
  const path = `/organisations/${card.id}`;
  const month = useMe().today.slice(0, 7);
  const last = card.head_count;
  const go = useGo();
  const notify = useNotify();
  const save = useSend(
    (attempt: { values: Values; etag: string }) => api.put<OrganisationOut>(`${path}/head-counts`, attempt.values, { ifMatch: attempt.etag }),
    { refresh: ["/organisations"], onDone: () => { notify.done(t("organisations.head_count.done")); go(path); } },
  );
  const submit = (typed: Values) => {
    const values = { ...typed, reason: typed.reason ?? "" };
    setMine(values);
    void save.send({ values, etag });
  };
  const labels = specLabels(PREFIX, ["month", ...COUNT_FIELDS, "reason"]);
  return (
    <>
      <EntryForm<Values>
        initial={{ ...(last ? figures(last) : {}), month }} busy={save.busy} error={hasStatus(save.error, 412) ? null : save.error} labels={labels}
        onCancel={() => go(path)} onSubmit={submit}
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
      <Conflict<OrganisationOut, Values>
        path={path} object={card.name} error={save.error} mine={mine} valuesOf={(now) => declared(now, String(mine?.month ?? month))} labels={labels}
        onKeepMine={(values, newest) => void save.send({ values, etag: newest })} onTakeTheirs={() => go(path)}
      />
    </>
  );
}

/** What stands for a month now, else what was known before it. */
function declared(card: OrganisationOut, month: string): Values {
  const known = card.head_counts.find((one) => one.month === month) ?? card.head_count;
  return { ...(known ? { ...figures(known), reason: known.reason } : {}), month };
}

function figures(known: HeadCountOut): Values {
  return Object.fromEntries(COUNT_FIELDS.map((name) => [name, known[name]]));
}

function before(last: HeadCountOut | null, name: (typeof COUNT_FIELDS)[number]): string | undefined {
  return last ? t("organisations.head_count.last", { month: monthName(last.month), n: count(last[name]) }) : undefined;
}
