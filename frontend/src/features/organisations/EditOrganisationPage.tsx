/** Corrects a union; if somebody saved meanwhile, both versions are shown. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import type { OrganisationOut } from "@/api/client/types.gen";
import { hasStatus } from "@/api/problem";
import { useObject, useSend } from "@/api/query";
import { Conflict, Loaded, Page, Panel, specLabels, useGo, useNotify, useSpecWords } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

import { changesOf, FIELDS, PREFIX, sent, startValues, type Values } from "./fields";
import { OrganisationForm } from "./OrganisationForm";
import "./organisations.css";

export default function EditOrganisationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<OrganisationOut>(`/organisations/${id}`);
  const name = query.data?.data.name ?? t("organisations.one");
  return (
    <Page title={t("organisations.edit")} trail={[{ label: t("organisations.title"), href: "/organisations" }, { label: name, href: `/organisations/${id}` }]}>
      <Panel><Loaded query={query} rows={12}>{(found) => <Editor key={id} found={found} />}</Loaded></Panel>
    </Page>
  );
}

/** What was read first is what is changed, also when a newer version arrives meanwhile. */
function Editor({ found }: { readonly found: Versioned<OrganisationOut> }) {
  const [{ data: card, etag }] = useState(found);
  const [mine, setMine] = useState<Values | null>(null);
  const path = `/organisations/${card.id}`;
  const go = useGo();
  const notify = useNotify();
  const words = useSpecWords(FIELDS);
  const save = useSend(
    (attempt: { values: Values; etag: string }) => api.patch<OrganisationOut>(path, attempt.values, { ifMatch: attempt.etag }),
    { refresh: ["/organisations"], onDone: () => { notify.done(t("kit.saved")); go(path); } },
  );
  const submit = (typed: Values) => {
    const values = changesOf(typed, card);
    setMine(values);
    if (Object.keys(values).length > 0) void save.send({ values, etag });
    else go(path);
  };
  return (
    <>
      <OrganisationForm
        initial={startValues(card)} editable={card.editable} busy={save.busy} error={hasStatus(save.error, 412) ? null : save.error}
        hints={phoneHints(card)} division={{ code: card.division_code, name: card.division_name }} onCancel={() => go(path)} onSubmit={submit}
      />
      <Conflict<OrganisationOut, Values>
        path={path} object={card.name} error={save.error} mine={mine} valuesOf={(now) => sameFields(now, mine)} labels={specLabels(PREFIX, Object.keys(mine ?? {}))}
        show={(field, text) => (field === "employers" ? employerNames(text) : words(field, text))}
        onKeepMine={(values, newest) => void save.send({ values, etag: newest })} onTakeTheirs={() => go(path)}
      />
    </>
  );
}

/** The fields I changed, as the other person left them. */
function sameFields(card: OrganisationOut, mine: Values | null): Values {
  return Object.fromEntries(Object.keys(mine ?? {}).map((name) => [name, sent(name, card[name as keyof OrganisationOut])]));
}

function employerNames(text: string): string {
  return (JSON.parse(text) as readonly { readonly name: string }[]).map(({ name }) => name).join("、");
}

function phoneHints(card: OrganisationOut): Record<string, string> {
  const known = [["chair_phone", card.chair_phone], ["contact_phone", card.contact_phone]].filter(([, now]) => now);
  return Object.fromEntries(known.map(([field, now]) => [field, t("organisations.phone.keep", { now: now ?? "" })]));
}
