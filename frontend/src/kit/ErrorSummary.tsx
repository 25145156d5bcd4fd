/** What stops the form, on top, each line a link to its field; focus comes here when it appears. */
import { useEffect, useRef } from "react";

import { ProblemError } from "@/api/problem";
import { t } from "@/lib/i18n";

import { problemText } from "./Problem";

export interface SummaryItem {
  /** Field name; links to the control with this id (see Field). */
  readonly field: string;
  readonly message: string;
  readonly fix?: string;
}

interface ErrorSummaryProps {
  readonly items?: readonly SummaryItem[];
  /** Any error; the field errors of a problem document become items. */
  readonly error?: unknown;
  /** Field name -> label, put before the message. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Id of the control of a field; the field name unless told. */
  readonly controlId?: (field: string) => string;
}

export function ErrorSummary({ items = [], error, labels = {}, controlId = (field) => field }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = items.length ? items : fieldLines(error);
  const shown = lines.length > 0 || Boolean(error);
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, error, items]);
  if (!shown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="error-summary">
      <h2>{lines.length ? t("kit.errors", { n: lines.length }) : problemText(error)}</h2>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line.field + line.message}>
              <a href={`#${controlId(line.field)}`} onClick={(event) => { event.preventDefault(); focusControl(controlId(line.field)); }}>
                {labels[line.field] ? `${labels[line.field]}：` : ""}{line.message}
              </a>
              {line.fix && <span className="quiet"> {line.fix}</span>}
            </li>
          ))}
        </ul>
      )}
      {error instanceof ProblemError && error.status >= 500 && <p className="quiet">{t("error.trace")} <code>{error.traceId}</code></p>}
    </div>
  );
}

/** Moves to a control, opening nothing and clearing nothing. */
export function focusControl(id: string): void {
  const control = document.getElementById(id);
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

/** For `afterOpenChange` of a dialog: the person starts in this control. */
export function focusOn(id: string): (open: boolean) => void {
  return (open) => {
    if (open) document.getElementById(id)?.focus();
  };
}

function fieldLines(error: unknown): readonly SummaryItem[] {
  return error instanceof ProblemError ? error.errors : [];
}
