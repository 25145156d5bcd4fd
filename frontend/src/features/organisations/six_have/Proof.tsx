/** The proof of one item: dated records and files, to look at or to add to. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import type { SixHaveItemOut, SixHaveRecordIn } from "@/api/client/types.gen";
import { Button, DateInput, FileDrop, Input } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { PROOF_FILES } from "./looks";

type Line = SixHaveItemOut["records"][number];

export function ProofView({ item }: { readonly item: SixHaveItemOut }) {
  const isProven = item.checks.length > 0 && item.checks.every((check) => !check.code.endsWith(".evidence") && !check.code.endsWith(".recent"));
  if (item.records.length + item.files.length === 0) return isProven ? null : <p className="quiet">{t("six_have.proof.none")}</p>;
  return (
    <ul className="proof-lines">
      {item.records.map((record, at) => <li key={`${record.title}${String(at)}`}>{recordText(record)}</li>)}
      {item.files.map((file) => (
        <li key={file.id}>
          <Button type="link" size="small" onClick={() => void api.download(`/attachments/${file.id}/content`, undefined, file.name)}>{file.name}</Button>
        </li>
      ))}
    </ul>
  );
}

interface ProofInputProps {
  readonly item: SixHaveItemOut;
  readonly records: readonly SixHaveRecordIn[];
  readonly onChange: (records: SixHaveRecordIn[]) => void;
}

/** Lines are edited in place; a file is kept at once. */
export function ProofInput({ item, records, onChange }: ProofInputProps) {
  const owner = { object_type: "six_have_item", object_id: item.id };
  const add = useSend((file: File) => api.upload("/attachments", file, owner), { refresh: ["/six-have"] });
  const set = (at: number, part: Partial<SixHaveRecordIn>) => onChange(records.map((line, n) => (n === at ? { ...line, ...part } : line)));
  return (
    <div className="proof-input">
      {records.map((line, at) => (
        <div className="proof-record" key={at}>
          <DateInput aria-label={name(item, at, "on")} value={line.on ?? undefined} onChange={(on) => set(at, { on: on ?? null })} />
          <Input aria-label={name(item, at, "title")} value={line.title} maxLength={100} placeholder={t("six_have.record.title")} onChange={(event) => set(at, { title: event.target.value })} />
          <Input aria-label={name(item, at, "reference")} value={line.reference} maxLength={100} placeholder={t("six_have.record.reference")} onChange={(event) => set(at, { reference: event.target.value })} />
          <Button size="small" onClick={() => onChange(records.filter((_, n) => n !== at))} aria-label={t("six_have.record.drop_nth", { label: item.label, n: at + 1 })}>{t("six_have.record.drop")}</Button>
        </div>
      ))}
      <Button size="small" aria-label={`${item.label}：${t("six_have.record.add")}`} onClick={() => onChange([...records, { on: null, title: t("six_have.record.new"), reference: "" }])}>{t("six_have.record.add")}</Button>
      {item.files.length > 0 && <ProofView item={{ ...item, records: [] }} />}
      <FileDrop accept={PROOF_FILES} maxMb={20} busy={add.busy} error={add.error} onFile={(file) => void add.send(file)} hint={t("six_have.files.hint", { label: item.label })} />
    </div>
  );
}

function name(item: SixHaveItemOut, at: number, field: "on" | "title" | "reference"): string {
  return t("six_have.record.nth", { label: item.label, n: at + 1, field: t(`six_have.record.${field}`) });
}

function recordText({ on, title, reference }: Line): string {
  return [on, title, reference].filter(Boolean).join(" · ");
}
