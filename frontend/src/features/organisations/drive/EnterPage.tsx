/** Enters employers in the register: head, pasted lines or file, preview, all or nothing. */
import { useState } from "react";

import { api } from "@/api/client";
import type { DriveEntered, DrivePreview } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, FormSection, OrgTreeSelect, Page, Panel, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { linesOf } from "./lines";
import { Block, Preview } from "./ListEntry";
import { DRIVE, REFRESH } from "./looks";

const PREFIX = "drive";
const COLUMNS = ["name", "employer_uscc", "employees", "target_on", "owner_name", "economic_type", "industry"];

interface Head {
  readonly organisation_id: string;
  readonly source: string;
  readonly entered_on: string;
  readonly target_on: string;
  readonly owner_name?: string;
}

export default function EnterPage() {
  const go = useGo();
  const notify = useNotify();
  const { today, organisation } = useMe();
  const [text, setText] = useState("");
  const [form, setForm] = useState<object>();
  const [seen, setSeen] = useState<DrivePreview>();
  const look = useSend((body: object) => api.post<DrivePreview>("/founding-drive/preview", body), { onDone: setSeen });
  const enter = useSend((body: object) => api.post<DriveEntered>("/founding-drive", body), {
    refresh: REFRESH, onDone: (done) => { notify.done(t("drive.entered", { n: done.new, known: done.known })); go(DRIVE); },
  });
  const preview = (head: Head) => {
    const body = { ...head, owner_name: head.owner_name ?? "", lines: linesOf(text, COLUMNS) };
    setForm(body);
    enter.reset();
    return look.send(body);
  };
  const names = ["organisation_id", "source", "entered_on", "target_on", "owner_name"];
  return (
    <Page title={t("drive.new")} lead={t("drive.new.lead")} trail={[{ label: t("drive.title"), href: DRIVE }]}>
      <Panel>
        <EntryForm<Head>
          initial={{ organisation_id: organisation?.id, entered_on: today }} onSubmit={preview} busy={look.busy} error={look.error}
          labels={{ ...specLabels(PREFIX, names), lines: t("drive.list.paste") }} submitLabel={t("drive.list.look")} onCancel={() => go(DRIVE)} onChange={() => setSeen(undefined)}
        >
          <FormSection columns={2}>
            <Field name="organisation_id" label={t("drive.field.organisation_id")} required><OrgTreeSelect /></Field>
            <SpecField prefix={PREFIX} spec={{ name: "source", kind: "text", max: 120, required: true }} />
            <SpecField prefix={PREFIX} spec={{ name: "entered_on", kind: "date", last: today, required: true }} />
            <SpecField prefix={PREFIX} spec={{ name: "target_on", kind: "date", required: true }} />
            <SpecField prefix={PREFIX} spec={{ name: "owner_name", kind: "text", max: 60 }} />
          </FormSection>
          <div className="gap-below"><Block columns={COLUMNS} headings={t("drive.list.headings")} text={text} onText={(next) => { setText(next); setSeen(undefined); }} readPath="/founding-drive/read-file" /></div>
        </EntryForm>
      </Panel>
      {seen && form && (
        <Preview
          code="DriveVerdict" total={seen.total} rows={seen.rows} wrong={seen.wrong} busy={enter.busy} error={enter.error}
          submit={t("drive.list.enter", { n: seen.new })} onSubmit={() => void enter.send(form)} counts={[
            { key: "new", label: t("drive.count.new"), value: seen.new, tone: "good" }, { key: "known", label: t("drive.count.known"), value: seen.known, tone: "neutral" },
            { key: "wrong", label: t("drive.count.wrong"), value: seen.wrong, tone: "problem" },
          ]}
        />
      )}
    </Page>
  );
}
