/** Import in four steps: template, file, dry run with counts that reconcile, commit. The feature brings the contents. */
import { InboxOutlined } from "@ant-design/icons";
import { useId, useState, type DragEvent, type ReactNode } from "react";

import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { ErrorSummary } from "./ErrorSummary";
import type { Tone } from "./Code";

export interface ImportStep {
  readonly title: string;
  readonly content: ReactNode;
}

export function ImportWizard({ steps, at }: { readonly steps: readonly ImportStep[]; readonly at: number }) {
  return (
    <section className="panel">
      <ol className="wizard-steps">
        {steps.map(({ title }, index) => (
          <li key={title} className={index < at ? "done" : undefined} aria-current={index === at ? "step" : undefined}>
            <span className="wizard-number" aria-hidden>{index + 1}</span>{title}
          </li>
        ))}
      </ol>
      <div className="wizard-body">{steps[at]?.content}</div>
    </section>
  );
}

interface FileDropProps {
  /** ".xlsx,.csv" */
  readonly accept: string;
  readonly maxMb: number;
  readonly onFile: (file: File) => void;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly hint?: ReactNode;
}

export function FileDrop({ accept, maxMb, onFile, busy = false, error, hint }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  function take(files: FileList | null): void {
    const file = files?.[0];
    if (file && !busy) onFile(file);
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }
  return (
    <>
      <ErrorSummary error={error} />
      <label
        htmlFor={id} className={over ? "drop over" : "drop"} aria-busy={busy} onDrop={drop}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      >
        <span aria-hidden className="drop-icon"><InboxOutlined /></span>
        <span>{t(busy ? "kit.import.sending" : "kit.import.drop")}</span>
        <span className="quiet">{t("kit.import.kinds", { kinds: accept.replaceAll(",", " "), mb: maxMb })}</span>
        <input
          id={id} type="file" className="sr-only" accept={accept} disabled={busy}
          onChange={(event) => { take(event.target.files); event.target.value = ""; }} // the same file may be chosen again
        />
      </label>
      {hint && <div className="quiet drop-hint">{hint}</div>}
    </>
  );
}

export interface ImportCount {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly tone?: Tone;
}

/** "读到 120 行 ＝ 新增 80 ＋ 更新 30 ＋ …": the parts must add up to the total, or it says so. */
export function ImportCounts({ total, parts }: { readonly total: number; readonly parts: readonly ImportCount[] }) {
  const sum = parts.reduce((all, part) => all + part.value, 0);
  return (
    <div className="import-counts">
      <div className="import-sum">
        <span className="import-total">{t("kit.import.read", { n: count(total) })}</span>
        {parts.map((part, at) => (
          <span key={part.key} className={`import-part tone-${part.tone ?? "neutral"}`}>
            <span aria-hidden className="import-sign">{at === 0 ? "=" : "+"}</span>{part.label} <strong>{count(part.value)}</strong>
          </span>
        ))}
      </div>
      {sum !== total && <p role="alert" className="text-error">{t("kit.import.mismatch", { sum: count(sum), total: count(total) })}</p>}
    </div>
  );
}
