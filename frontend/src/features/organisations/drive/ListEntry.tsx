/** A list pasted or read from a file, looked through line by line before it is sent. */
import type { ReactNode } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { Alert, Button, CodeTag, DataTable, FileDrop, ImportCounts, Input, Panel, problemText, type Column, type ImportCount } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { blockOf, type Line } from "./lines";
import { VERDICT_TONES } from "./looks";

export interface LineVerdict {
  readonly line: number;
  readonly name: string;
  readonly employer_uscc: string;
  readonly verdict: string;
  readonly problems: readonly string[];
}

interface BlockProps {
  readonly columns: readonly string[];
  readonly headings: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly readPath: string;
}

/** The box to paste into, and the file that fills it. */
export function Block({ columns, headings, text, onText, readPath }: BlockProps) {
  const read = useSend((file: File) => api.upload<{ lines: readonly Line[] }>(readPath, file), { onDone: ({ lines }) => onText(blockOf(lines, columns)) });
  return (
    <>
      <label htmlFor="list-block">{t("drive.list.paste")}</label>
      <p className="quiet">{headings}</p>
      <Input.TextArea id="list-block" rows={8} value={text} onChange={(event) => onText(event.target.value)} />
      <div className="gap-above"><FileDrop accept=".xlsx,.csv" maxMb={5} onFile={(file) => void read.send(file)} busy={read.busy} error={read.error} hint={t("drive.list.file")} /></div>
    </>
  );
}

interface PreviewProps {
  readonly code: string;
  readonly total: number;
  readonly counts: readonly ImportCount[];
  readonly rows: readonly LineVerdict[];
  readonly wrong: number;
  readonly busy: boolean;
  readonly error: unknown;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly note?: ReactNode;
}

/** What the list would do: counts that add up, the lines, and the button that does it. */
export function Preview({ code, total, counts, rows, wrong, busy, error, submit, onSubmit, note }: PreviewProps) {
  return (
    <Panel title={t("drive.list.preview")}>
      <ImportCounts total={total} parts={counts} />
      {wrong > 0 && <Alert type="warning" showIcon title={t("drive.list.wrong", { n: wrong })} />}
      {error !== undefined && error !== null && <Alert type="error" showIcon title={problemText(error)} />}
      {note}
      <DataTable caption={t("drive.list.preview")} columns={columnsOf(code)} rows={rows} rowKey={(row) => String(row.line)} />
      <p className="gap-above"><Button type="primary" disabled={wrong > 0} loading={busy} onClick={onSubmit}>{submit}</Button></p>
    </Panel>
  );
}

const columnsOf = (code: string): Column<LineVerdict>[] => [
  { key: "line", title: t("drive.list.line"), width: 70, render: (row) => <span className="number">{row.line}</span> },
  { key: "name", title: t("organisations.employer.name"), render: (row) => row.name || "—" },
  { key: "uscc", title: t("organisations.employer.employer_uscc"), render: (row) => <span className="number">{row.employer_uscc || "—"}</span> },
  { key: "verdict", title: t("drive.list.verdict"), width: 100, render: (row) => <CodeTag code={code} value={row.verdict} tones={VERDICT_TONES} /> },
  { key: "problems", title: t("drive.list.problems"), render: (row) => row.problems.join("；") || "—" },
];
