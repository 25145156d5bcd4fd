/** The input of one cell: numbers, amounts and dates in the forms people type them. */
import { useState } from "react";

import { Checkbox, Input, Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Cell, Value } from "./types";
import { readText, typedText } from "./values";

interface CellControlProps {
  readonly cell: Cell;
  readonly value: Value;
  readonly invalid: boolean;
  readonly onChange: (value: Value) => void;
}

export function CellControl({ cell, value, invalid, onChange }: CellControlProps) {
  const shared = { id: cell.item, "aria-label": cell.label, "aria-invalid": invalid || undefined };
  if (cell.kind === "choice") {
    const options = Object.entries(cell.options).map(([key, label]) => ({ value: key, label }));
    return (
      <Select
        {...shared} className="cell-input" value={value === null ? undefined : String(value)} options={options} allowClear
        placeholder={t("returns.choose")} onChange={(next?: string) => onChange(next ?? null)}
      />
    );
  }
  if (cell.kind === "flag") {
    return <Checkbox {...shared} checked={Boolean(value)} onChange={(event) => onChange(event.target.checked ? 1 : 0)}>{t("returns.yes")}</Checkbox>;
  }
  return <TextControl cell={cell} value={value} invalid={invalid} onChange={onChange} />;
}

/** Typed text is read when it makes sense; what cannot be read stays and says why. */
function TextControl({ cell, value, invalid, onChange }: CellControlProps) {
  const [typing, setTyping] = useState<string | null>(null); // null: show the value itself
  const text = typing ?? typedText(cell.kind, value);
  const unreadable = readText(cell.kind, text) === undefined;
  const type = (next: string) => {
    setTyping(next);
    const read = readText(cell.kind, next);
    if (read !== undefined && read !== value) onChange(read);
  };
  const isNumber = cell.kind === "integer" || cell.kind === "money_fen";
  const shared = {
    id: cell.item,
    value: text,
    status: unreadable || invalid ? ("error" as const) : undefined,
    "aria-label": cell.label,
    "aria-invalid": unreadable || invalid || undefined,
    "aria-describedby": unreadable ? `${cell.item}-unreadable` : undefined,
    onBlur: () => { if (!unreadable) setTyping(null); },
  };
  return (
    <>
      {cell.kind === "text" && cell.max_length > 100
        ? <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 6 }} maxLength={cell.max_length} onChange={(event) => type(event.target.value)} />
        : (
          <Input
            {...shared} className={isNumber ? "cell-input number right" : "cell-input"} inputMode={isNumber ? "decimal" : "text"}
            maxLength={cell.max_length} placeholder={cell.kind === "date" ? t("returns.date_format") : undefined} autoComplete="off"
            onChange={(event) => type(event.target.value)}
          />
        )}
      {unreadable && <div id={`${cell.item}-unreadable`} className="text-error" role="alert">{t(unreadableKey(cell.kind))}</div>}
    </>
  );
}

function unreadableKey(kind: Cell["kind"]) {
  if (kind === "money_fen") return "returns.unreadable.money";
  return kind === "date" ? "returns.unreadable.date" : "returns.unreadable.number";
}
