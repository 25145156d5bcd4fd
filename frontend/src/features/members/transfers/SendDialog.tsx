/** 组织关系接转: where to, since when, why, dues paid until which month. */
import { api } from "@/api/client";
import type { MemberOut, SentOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, Input, Modal, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import { filled, type Values } from "../fields";
import { TargetSelect } from "../TargetSelect";

const PREFIX = "transfers";

export function SendDialog({ card, onClose }: { readonly card: MemberOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const go = useGo();
  const { today } = useMe();
  const transfer = useSend((values: Values) => api.post<SentOut>(`/members/${card.id}/transfers`, filled(values), { ifMatch: card.version }), {
    refresh: ["/members", "/organisations", "/indicators", "/board"],
    onDone: (item) => { notify.done(t("transfers.done", { name: card.name, to: item.to_organisation_name })); onClose(); go(`/members/transfers/${item.id}`); },
  });
  return (
    <Modal open title={t("transfers.send.title", { name: card.name })} footer={null} onCancel={onClose} width={560}>
      <p className="gap-below">{t("transfers.send.effect", { name: card.name })}</p>
      <EntryForm<Values>
        initial={{ effective_on: today, reason: "1" }} onSubmit={transfer.send} busy={transfer.busy} error={transfer.error} onCancel={onClose} submitLabel={t("transfers.send")}
        labels={specLabels(PREFIX, ["to_organisation_id", "effective_on", "reason", "note", "dues_paid_until"])}
      >
        <Field name="to_organisation_id" label={specLabel(PREFIX, "to_organisation_id")} required help={{ definition: t("transfers.help.to_organisation_id") }}><TargetSelect /></Field>
        <SpecField prefix={PREFIX} spec={{ name: "effective_on", kind: "date", last: today, required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "reason", kind: "code", code: "ChangeReason", required: true }} />
        <Field name="dues_paid_until" label={specLabel(PREFIX, "dues_paid_until")} help={{ definition: t("transfers.help.dues_paid_until"), example: "2020-11" }}>
          <Input maxLength={7} className="number" autoComplete="off" />
        </Field>
        <SpecField prefix={PREFIX} spec={{ name: "note", kind: "long", max: 500 }} />
      </EntryForm>
    </Modal>
  );
}
