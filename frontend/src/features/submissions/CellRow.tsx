/** One item of a return: what it means, its value, where it came from, last month and the year behind it. */
import { useState } from "react";

import { Button, HelpButton, Input, Popover, ToneTag } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { CellControl } from "./CellControl";
import type { SaveState } from "./useDraft";
import type { Cell, FiredCheck, Value } from "./types";
import { shown } from "./values";

export interface CellRowProps {
  readonly cell: Cell;
  readonly value: Value;
  readonly state: SaveState | null;
  readonly canEdit: boolean;
  readonly checks: readonly FiredCheck[];
  readonly onChange: (value: Value) => void;
  /** Set while a reviewer may write remarks. */
  readonly remark?: string;
  readonly onRemark?: (text: string) => void;
}

export function CellRow({ cell, value, state, canEdit, checks, onChange, remark, onRemark }: CellRowProps) {
  const open = checks.filter((check) => !check.is_answered);
  return (
    <tr className={open.some((check) => check.severity === "error") ? "cell-row has-error" : "cell-row"}>
      <th scope="row">
        {canEdit && cell.is_editable ? <label htmlFor={cell.item}>{cell.label}</label> : cell.label}
        {cell.unit && <span className="unit">{cell.unit}</span>}
        <HelpButton label={cell.label} help={{ definition: cell.definition, example: cell.example || undefined, article: cell.legal_basis || undefined }} />
      </th>
      <td className="cell-value">
        {canEdit && cell.is_editable
          ? <CellControl cell={cell} value={value} invalid={open.length > 0} onChange={onChange} />
          : <ShownValue cell={cell} value={value} />}
        <CellState state={state} />
        {open.map((check) => <p key={check.code} className={check.severity === "error" ? "text-error cell-note" : "cell-note"}>{check.message}</p>)}
        {cell.comments.map((comment) => (
          <p key={comment.at} className="cell-comment"><strong>{t("returns.comment_by", { name: comment.person_name })}</strong>{comment.text}</p>
        ))}
        {onRemark && <Remark cell={cell} remark={remark} onRemark={onRemark} />}
      </td>
      <td className="cell-source"><Source cell={cell} value={value} canEdit={canEdit} onChange={onChange} /></td>
      <td className="number right cell-last" data-label={t("returns.last_month")}>{lastText(cell, value)}</td>
      <td className="cell-year">{cell.history.length > 1 && <YearButton cell={cell} />}</td>
    </tr>
  );
}

/** Last month's value; a long text that did not change says only that. */
function lastText(cell: Cell, value: Value): string {
  const last = cell.history[0];
  if (!last) return "—";
  return cell.kind === "text" && last.value !== null && last.value === value ? t("returns.unchanged") : shown(cell, last.value);
}

function ShownValue({ cell, value }: { readonly cell: Cell; readonly value: Value }) {
  const isNumber = cell.kind === "integer" || cell.kind === "money_fen";
  return (
    <div className={isNumber ? "cell-shown number right" : "cell-shown"}>
      {shown(cell, cell.is_corrected ? cell.corrected_value : value)}
      {cell.is_corrected && <div className="quiet">{t("returns.corrected_from", { value: shown(cell, value) })}</div>}
    </div>
  );
}

function CellState({ state }: { readonly state: SaveState | null }) {
  if (state === null || state === "saved") return null;
  return <span className={state === "failed" ? "cell-state text-error" : "cell-state quiet"} role="status">{t(`returns.state.${state}`)}</span>;
}

interface SourceProps {
  readonly cell: Cell;
  readonly value: Value;
  readonly canEdit: boolean;
  readonly onChange: (value: Value) => void;
}

/** Where the value came from; a typed value shows what the register says and can follow it again. */
function Source({ cell, value, canEdit, onChange }: SourceProps) {
  const differs = cell.derived_value !== null && value !== cell.derived_value;
  const source = differs ? "typed" : cell.source;
  return (
    <>
      <ToneTag tone={source === "typed" ? "attention" : "neutral"}>{t(`returns.source.${source}` as never)}</ToneTag>
      {differs && (
        <span className="cell-derived">
          {t("returns.register_says", { value: shown(cell, cell.derived_value) })}
          {canEdit && cell.is_editable && <Button type="link" size="small" onClick={() => onChange(cell.derived_value)}>{t("returns.follow")}</Button>}
        </span>
      )}
    </>
  );
}

function YearButton({ cell }: { readonly cell: Cell }) {
  const table = (
    <table className="plain-table">
      <caption className="sr-only">{t("returns.year_of", { label: cell.label })}</caption>
      <tbody>
        {cell.history.map(({ period, value }) => (
          <tr key={period}><th scope="row">{monthName(period)}</th><td className="number right">{shown(cell, value)}</td></tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <Popover content={table} title={cell.label} trigger="click">
      <Button size="small" type="text" aria-label={t("returns.year_of", { label: cell.label })}>{t("returns.year", { n: cell.history.length })}</Button>
    </Popover>
  );
}

interface RemarkProps {
  readonly cell: Cell;
  readonly remark: string | undefined;
  readonly onRemark: (text: string) => void;
}

function Remark({ cell, remark, onRemark }: RemarkProps) {
  const [open, setOpen] = useState(Boolean(remark));
  if (!open) {
    return <Button type="link" size="small" className="remark-open" aria-label={t("returns.remark_on", { label: cell.label })} onClick={() => setOpen(true)}>{t("returns.remark")}</Button>;
  }
  return (
    <Input.TextArea
      autoFocus autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} value={remark ?? ""} aria-label={t("returns.remark_on", { label: cell.label })}
      placeholder={t("returns.remark.placeholder")} onChange={(event) => onRemark(event.target.value)}
    />
  );
}
