/** Puts a member's leaving or expulsion before the committee, with the facts of its kind. */
import { useState } from "react";

import { api } from "@/api/client";
import type { EndingKind, EndingOut, MemberOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Modal, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import { filled, type Values } from "../fields";
import { FACTS } from "./facts";

const PREFIX = "endings";
const NAMES = ["kind", "grounds", ...Object.values(FACTS).flat().map(({ name }) => name)];

export function EndingDialog({ card, onClose }: { readonly card: MemberOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const go = useGo();
  const { today } = useMe();
  const [kind, setKind] = useState<EndingKind>("request");
  const propose = useSend((values: Values) => api.post<EndingOut>("/members/endings", body(values, kind, card.id)), {
    refresh: ["/members"],
    onDone: (item) => { notify.done(t("endings.proposed", { name: card.name })); onClose(); go(`/members/endings/${item.id}`); },
  });
  return (
    <Modal open title={t("endings.propose.title", { name: card.name })} footer={null} onCancel={onClose} width={560}>
      <p className="gap-below">{t("endings.propose.lead")}</p>
      <EntryForm<Values>
        initial={{ kind }} onSubmit={propose.send} busy={propose.busy} error={propose.error} onCancel={onClose} submitLabel={t("endings.propose")}
        labels={specLabels(PREFIX, NAMES)} onChange={(_, all) => setKind((all.kind as EndingKind | undefined) ?? "request")}
      >
        <SpecField prefix={PREFIX} spec={{ name: "kind", kind: "code", code: "EndingKind", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "grounds", kind: "long", max: 1000, required: true }} />
        {FACTS[kind].map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec.kind === "date" ? { ...spec, last: today } : spec} />)}
      </EntryForm>
    </Modal>
  );
}

/** An empty tick box says that there is no excuse. */
function body(values: Values, kind: EndingKind, memberId: string): Values {
  const excuse = kind === "silence" ? { has_excuse: values.has_excuse === true } : {};
  return { ...filled(values), ...excuse, kind, member_id: memberId };
}
