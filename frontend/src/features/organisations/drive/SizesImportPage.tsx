/** Takes over a year's list of employers with their sizes: pasted or from a file, preview, all or nothing. */
import { useState } from "react";

import { api } from "@/api/client";
import type { SizePreview, SizesTaken } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, FormSection, Page, Panel, SpecField, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { linesOf } from "./lines";
import { Block, Preview } from "./ListEntry";
import { SIZES } from "./looks";

const PREFIX = "sizes";
const COLUMNS = ["employer_uscc", "name", "headcount", "above_scale"];

interface Head {
  readonly year: number;
  readonly source: string;
  readonly above_by_default?: boolean;
}

export default function SizesImportPage() {
  const go = useGo();
  const notify = useNotify();
  const { today } = useMe();
  const [text, setText] = useState("");
  const [form, setForm] = useState<object>();
  const [seen, setSeen] = useState<SizePreview>();
  const look = useSend((body: object) => api.post<SizePreview>("/employer-sizes/preview", body), { onDone: setSeen });
  const take = useSend((body: object) => api.post<SizesTaken>("/employer-sizes", body), {
    refresh: ["/employer-sizes", "/organisations"], onDone: (done) => { notify.done(t("sizes.taken", { n: done.new, changed: done.changed })); go(SIZES); },
  });
  const preview = (head: Head) => {
    const body = { ...head, above_by_default: head.above_by_default ?? false, lines: linesOf(text, COLUMNS) };
    setForm(body);
    take.reset();
    return look.send(body);
  };
  return (
    <Page title={t("sizes.new")} lead={t("sizes.new.lead")} trail={[{ label: t("sizes.title"), href: SIZES }]}>
      <Panel>
        <EntryForm<Head>
          initial={{ year: Number(today.slice(0, 4)), above_by_default: true }} onSubmit={preview} busy={look.busy} error={look.error}
          labels={{ ...specLabels(PREFIX, ["year", "source", "above_by_default"]), lines: t("drive.list.paste") }} submitLabel={t("drive.list.look")} onCancel={() => go(SIZES)}
          onChange={() => setSeen(undefined)}
        >
          <FormSection columns={2}>
            <SpecField prefix={PREFIX} spec={{ name: "year", kind: "count", required: true }} />
            <SpecField prefix={PREFIX} spec={{ name: "source", kind: "text", max: 120, required: true }} />
            <SpecField prefix={PREFIX} spec={{ name: "above_by_default", kind: "flag" }} />
          </FormSection>
          <div className="gap-below"><Block columns={COLUMNS} headings={t("sizes.list.headings")} text={text} onText={(next) => { setText(next); setSeen(undefined); }} readPath="/employer-sizes/read-file" /></div>
        </EntryForm>
      </Panel>
      {seen && form && (
        <Preview
          code="SizeVerdict" total={seen.total} rows={seen.rows} wrong={seen.wrong} busy={take.busy} error={take.error}
          submit={t("sizes.take")} onSubmit={() => void take.send(form)} counts={[
            { key: "new", label: t("drive.count.new"), value: seen.new, tone: "good" }, { key: "changed", label: t("sizes.count.changed"), value: seen.changed, tone: "attention" },
            { key: "same", label: t("sizes.count.same"), value: seen.same, tone: "neutral" }, { key: "wrong", label: t("drive.count.wrong"), value: seen.wrong, tone: "problem" },
          ]}
        />
      )}
    </Page>
  );
}
