/** What the caller may do with an object; decisions name their day and document, other moves ask as everywhere. */
import { useState } from "react";

import type { ActionOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { ActionBar, Button, EntryForm, Modal, SpecField, specLabels, useNotify, type ActionLook } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import { filled, type Values } from "./fields";

const PREFIX = "lifecycle";

interface DecisionBarProps {
  /** "/members/applications/<id>" */
  readonly path: string;
  readonly item: { readonly version: number; readonly actions: readonly ActionOut[] };
  readonly object: string;
  /** Codes of the moves that name a day and a document. */
  readonly dated: readonly string[];
  readonly looks: Readonly<Record<string, ActionLook>>;
}

export function DecisionBar({ path, item, object, dated, looks }: DecisionBarProps) {
  const notify = useNotify();
  const [asked, setAsked] = useState<ActionOut | null>(null);
  const act = useSend((values: Values) => api.post(`${path}/actions`, values, { ifMatch: item.version }), {
    refresh: ["/members", "/organisations", "/indicators", "/board"],
    onDone: () => { notify.done(t("lifecycle.done")); setAsked(null); },
  });
  const isDated = (action: ActionOut) => dated.includes(action.code);
  return (
    <>
      {item.actions.filter(isDated).map((action) => (
        <Button key={action.code} type="primary" onClick={() => { act.reset(); setAsked(action); }}>{action.label}</Button>
      ))}
      <ActionBar
        actions={item.actions.filter((action) => !isDated(action))} object={object} busy={act.busy} error={act.error} onReset={act.reset} looks={looks}
        onAct={(action, note) => act.send({ action, note })}
      />
      {asked && (
        <DecisionDialog
          title={t("kit.action.title", { action: asked.label, object })} effect={looks[asked.code]?.effect} label={asked.label} busy={act.busy} error={act.error}
          onCancel={() => setAsked(null)} onSubmit={(values) => void act.send({ ...filled(values), action: asked.code })}
        />
      )}
    </>
  );
}

interface DecisionDialogProps {
  readonly title: string;
  readonly effect?: string;
  readonly label: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onSubmit: (values: Values) => void;
}

function DecisionDialog({ title, effect, label, busy, error, onCancel, onSubmit }: DecisionDialogProps) {
  const { today } = useMe();
  return (
    <Modal open title={title} footer={null} onCancel={onCancel} width={560}>
      {effect && <p className="gap-below">{effect}</p>}
      <EntryForm<Values>
        initial={{ decided_on: today }} busy={busy} error={error} submitLabel={label} onCancel={onCancel} onSubmit={onSubmit}
        labels={specLabels(PREFIX, ["decided_on", "document_no", "note"])}
      >
        <SpecField prefix={PREFIX} spec={{ name: "decided_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "document_no", kind: "text", max: 60 }} />
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 1000 }} />
      </EntryForm>
    </Modal>
  );
}
