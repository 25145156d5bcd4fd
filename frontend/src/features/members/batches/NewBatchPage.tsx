/** Begins a list: for which union, which of the eight groups, the people pasted from a workbook. */
import { useState } from "react";

import type { BatchOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { EntryForm, Field, Input, OrgTreeSelect, Page, Panel, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import { filled, type Values } from "../fields";
import { peopleOf } from "./paste";

const PREFIX = "batches";

export default function NewBatchPage() {
  const me = useMe();
  const go = useGo();
  const notify = useNotify();
  const isChair = !useCan()("organisations:edit");
  const [count, setCount] = useState(0);
  const create = useSend((values: Values) => api.post<BatchOut>("/members/batches", body(values)), {
    refresh: ["/members/batches"], onDone: (batch) => { notify.done(t("batches.created")); go(`/members/batches/${batch.id}`); },
  });
  return (
    <Page title={t("batches.new")} lead={t("batches.new.lead")} trail={[{ label: t("members.title"), href: "/members" }, { label: t("batches.title"), href: "/members/batches" }]}>
      <Panel>
        <EntryForm<Values>
          initial={{ organisation_id: isChair ? me.organisation?.id : undefined }} onSubmit={create.send} busy={create.busy} error={create.error}
          onCancel={() => go("/members/batches")} submitLabel={t("batches.create")} labels={specLabels(PREFIX, ["organisation_id", "title", "group_eight", "rows"])}
          onChange={(_, all) => setCount(peopleOf(String(all.rows ?? "")).length)}
        >
          <Field name="organisation_id" label={specLabel(PREFIX, "organisation_id")} required hidden={isChair} help={{ definition: t("batches.help.organisation_id") }}>
            {isChair ? <Input /> : <OrgTreeSelect />}
          </Field>
          <SpecField prefix={PREFIX} spec={{ name: "title", kind: "text", max: 100, required: true }} />
          <SpecField prefix={PREFIX} spec={{ name: "group_eight", kind: "code", code: "GroupEight", required: true }} />
          <Field name="rows" label={specLabel(PREFIX, "rows")} className="wide" hint={t("batches.counted", { n: count })} help={{ definition: t("batches.help.rows") }}>
            <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} className="number" spellCheck={false} />
          </Field>
        </EntryForm>
      </Panel>
    </Page>
  );
}

function body(values: Values): Values {
  return { ...filled(values), rows: peopleOf(String(values.rows ?? "")) };
}
