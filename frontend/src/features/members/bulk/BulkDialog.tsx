/** One act over the ticked members: what and since when, then the preview, then exactly that. */
import { useState } from "react";

import { api } from "@/api/client";
import type { BulkKind, BulkPreviewOut, BulkRunOut, MemberRow } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, Modal, SpecField, specLabel, specLabels, useGo, useNotify, type FieldSpec } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import { filled, type Values } from "../fields";
import { TargetSelect } from "../TargetSelect";
import { BulkPreview } from "./BulkPreview";

const PREFIX = "bulk";
const REASON: FieldSpec = { name: "reason", kind: "code", code: "ChangeReason", required: true };
const EXTRA: Readonly<Record<BulkKind, readonly FieldSpec[]>> = {
  retain: [REASON], resume: [], withdraw: [REASON, { name: "document_no", kind: "text", max: 60, required: true }],
  transfer: [REASON], group: [{ name: "group_eight", kind: "code", code: "GroupEight" }],
};

interface BulkDialogProps {
  readonly members: readonly MemberRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function BulkDialog({ members, onClose, onDone }: BulkDialogProps) {
  const notify = useNotify();
  const go = useGo();
  const { today } = useMe();
  const [kind, setKind] = useState<BulkKind>("retain");
  const [order, setOrder] = useState<Values>({});
  const [preview, setPreview] = useState<BulkPreviewOut | null>(null);
  const ask = useSend((values: Values) => api.post<BulkPreviewOut>("/members/bulk/preview", values), { onDone: setPreview });
  const apply = useSend((found: BulkPreviewOut) => api.post<BulkRunOut>("/members/bulk", { ...order, fingerprint: found.fingerprint }), {
    refresh: ["/members", "/organisations", "/indicators", "/board"],
    onDone: (run) => { notify.done(t("bulk.done", { n: run.applied })); onDone(); go(`/members/bulk/${run.id}`); },
  });
  const submit = (values: Values) => {
    const wanted = { ...filled(values), member_ids: members.map((member) => member.id) };
    setOrder(wanted);
    return ask.send(wanted);
  };
  return (
    <Modal open title={t("bulk.title", { n: members.length })} footer={null} onCancel={onClose} width={720}>
      {preview ? <BulkPreview preview={preview} busy={apply.busy} error={apply.error} onBack={() => { apply.reset(); setPreview(null); }} onApply={() => void apply.send(preview)} /> : (
        <EntryForm<Values>
          initial={{ effective_on: today, kind, ...order }} onSubmit={submit} busy={ask.busy} error={ask.error} onCancel={onClose} submitLabel={t("bulk.preview")}
          labels={specLabels(PREFIX, ["kind", "effective_on", "reason", "note", "document_no", "to_organisation_id", "group_eight"])}
          onChange={(_, all) => setKind((all.kind as BulkKind | undefined) ?? "retain")}
        >
          <SpecField prefix={PREFIX} spec={{ name: "kind", kind: "code", code: "BulkKind", required: true }} />
          <SpecField prefix={PREFIX} spec={{ name: "effective_on", kind: "date", last: today, required: true }} />
          {kind === "transfer" && <Field name="to_organisation_id" label={specLabel(PREFIX, "to_organisation_id")} required><TargetSelect /></Field>}
          {EXTRA[kind].map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
          <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} />
        </EntryForm>
      )}
    </Modal>
  );
}
