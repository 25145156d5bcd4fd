/** Extensions before, corrections after the lock: what was granted or corrected, and the forms for it. */
import { useState } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { Button, DateInput, EntryForm, Field, Input, Modal, Panel, Select } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Cell, Return } from "./types";
import { readText, shown } from "./values";

type Dialog = "correction" | "extension" | null;

export function Amendments({ ret }: { readonly ret: Return }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const cells = ret.sections.flatMap((section) => section.cells);
  const close = () => setDialog(null);
  if (!ret.can_correct && !ret.can_extend && ret.corrections.length + ret.extensions.length === 0) return null;
  return (
    <Panel
      title={t("returns.amendments")}
      extra={(
        <span className="row-gap">
          {ret.can_extend && <Button onClick={() => setDialog("extension")}>{t("returns.extend")}</Button>}
          {ret.can_correct && <Button onClick={() => setDialog("correction")}>{t("returns.correct")}</Button>}
        </span>
      )}
    >
      <ul className="plain-list">
        {ret.extensions.map((one) => <li key={one.at}>{t("returns.extended", { date: one.due_on, name: one.person_name, reason: one.reason })}</li>)}
        {ret.corrections.map((one) => <li key={one.id}><CorrectionLine ret={ret} id={one.id} cells={cells} /></li>)}
      </ul>
      {dialog === "extension" && <ExtensionDialog ret={ret} onClose={close} />}
      {dialog === "correction" && <CorrectionDialog ret={ret} cells={cells} onClose={close} />}
    </Panel>
  );
}

function CorrectionLine({ ret, id, cells }: { readonly ret: Return; readonly id: string; readonly cells: readonly Cell[] }) {
  const one = ret.corrections.find((correction) => correction.id === id);
  const cell = cells.find(({ item }) => item === one?.item);
  if (!one || !cell) return null;
  return <>{t("returns.corrected", { label: one.label, before: shown(cell, one.before), value: shown(cell, one.value), name: one.person_name, at: moment(one.at), reason: one.reason })}</>;
}

interface DialogProps {
  readonly ret: Return;
  readonly onClose: () => void;
}

function ExtensionDialog({ ret, onClose }: DialogProps) {
  const save = useSend(
    (values: { due_on: string; reason: string }) => api.post(`/returns/${ret.id}/extensions`, values, { ifMatch: ret.version }),
    { refresh: ["/returns"], onDone: onClose },
  );
  return (
    <Modal open title={t("returns.extend")} footer={null} onCancel={onClose}>
      <EntryForm<{ due_on: string; reason: string }>
        initial={{}} busy={save.busy} error={save.error} submitLabel={t("returns.extend")} onCancel={onClose} onSubmit={(values) => void save.send(values)}
        labels={{ due_on: t("returns.extend.until"), reason: t("kit.reason") }}
      >
        <Field name="due_on" label={t("returns.extend.until")} required><DateInput id="due_on" /></Field>
        <Field name="reason" label={t("kit.reason")} required><Input.TextArea id="reason" rows={3} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}

interface CorrectionForm {
  readonly item: string;
  readonly value: string;
  readonly reason: string;
}

function CorrectionDialog({ ret, cells, onClose }: DialogProps & { readonly cells: readonly Cell[] }) {
  const save = useSend(
    (values: CorrectionForm) => {
      const cell = cells.find(({ item }) => item === values.item);
      const value = cell ? readText(cell.kind, values.value ?? "") : undefined;
      return api.post(`/returns/${ret.id}/corrections`, { ...values, value: value ?? null }, { ifMatch: ret.version });
    },
    { refresh: ["/returns"], onDone: onClose },
  );
  const options = cells.filter((cell) => cell.is_editable).map((cell) => ({ value: cell.item, label: cell.label }));
  return (
    <Modal open title={t("returns.correct")} footer={null} onCancel={onClose}>
      <EntryForm<CorrectionForm>
        initial={{}} busy={save.busy} error={save.error} submitLabel={t("returns.correct")} onCancel={onClose} onSubmit={(values) => void save.send(values)}
        labels={{ item: t("returns.item"), value: t("returns.value"), reason: t("kit.reason") }}
      >
        <Field name="item" label={t("returns.item")} required><Select id="item" options={options} showSearch={{ optionFilterProp: "label" }} /></Field>
        <Field name="value" label={t("returns.correct.value")} required><Input id="value" /></Field>
        <Field name="reason" label={t("kit.reason")} required><Input.TextArea id="reason" rows={3} maxLength={500} /></Field>
      </EntryForm>
    </Modal>
  );
}
