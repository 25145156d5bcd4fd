/** Corrects a union; if somebody saved meanwhile, both versions are shown. */
import { useParams } from "@tanstack/react-router";

import type { OrganisationOut } from "@/api/client/types.gen";
import { api, type Versioned } from "@/api/client";
import { useObject } from "@/api/query";
import { ConflictDialog, differencesOf, Form, Loaded, Page, Panel, specLabels, useGo, useNotify, useVersionedSave } from "@/kit";
import { t } from "@/lib/i18n";

import { changesOf, FIELD_NAMES, PREFIX, startValues, type Values } from "./fields";
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

function Editor({ found }: { readonly found: Versioned<OrganisationOut> }) {
  const card = found.data;
  const path = `/organisations/${card.id}`;
  const go = useGo();
  const notify = useNotify();
  const [form] = Form.useForm<Values>();
  const saving = useVersionedSave<OrganisationOut, Values>({
    path, etag: found.etag, refresh: ["/organisations"],
    write: (values, etag) => api.patch<OrganisationOut>(path, values, { ifMatch: etag }),
    onDone: () => { notify.done(t("kit.saved")); go(path); },
  });
  const labels = specLabels(PREFIX, FIELD_NAMES);
  const { conflict } = saving;
  return (
    <>
      <OrganisationForm
        form={form} initial={startValues(card)} editable={card.editable} busy={saving.busy} error={saving.error}
        hints={phoneHints(card)} division={{ code: card.division_code, name: card.division_name }} onCancel={() => go(path)}
        onSubmit={(values) => submit(changesOf(values, card))}
      />
      {conflict && (
        <ConflictDialog
          object={card.name} onKeepMine={saving.keepMine}
          differences={differencesOf(conflict.mine, { ...conflict.theirs }, pick(labels, Object.keys(conflict.mine)))}
          onTakeTheirs={() => { const theirs = saving.takeTheirs(); if (theirs) form.setFieldsValue(startValues(theirs)); }}
        />
      )}
    </>
  );

  function submit(changes: Values): void {
    if (Object.keys(changes).length > 0) void saving.save(changes);
    else go(path);
  }
}

function phoneHints(card: OrganisationOut): Record<string, string> {
  const known = [["chair_phone", card.chair_phone], ["contact_phone", card.contact_phone]].filter(([, now]) => now);
  return Object.fromEntries(known.map(([field, now]) => [field, t("organisations.phone.keep", { now: now ?? "" })]));
}

function pick(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, labels[name] ?? name]));
}
