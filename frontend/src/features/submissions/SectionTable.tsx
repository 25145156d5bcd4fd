/** One part of a return as a table; a block copied from Excel fills downwards. */
import type { ClipboardEvent } from "react";

import { Panel } from "@/kit";
import { parseBlock } from "@/lib/clipboard";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { CellRow } from "./CellRow";
import { SectionMark } from "./SectionMark";
import type { Draft } from "./useDraft";
import type { Section } from "./types";
import { readText } from "./values";

interface SectionTableProps {
  readonly section: Section;
  readonly draft: Draft;
  readonly canEdit: boolean;
  readonly remarks?: Readonly<Record<string, string>>;
  readonly onRemark?: (item: string, text: string) => void;
}

export function SectionTable({ section, draft, canEdit, remarks, onRemark }: SectionTableProps) {
  const title = `${section.letter}、${section.label}`;
  return (
    <div id={`section-${section.code}`} className="return-section">
      <Panel title={title} extra={<SectionMark section={section} draft={draft} canEdit={canEdit} />} flush>
        {section.note && <p className="section-note quiet">{section.note}</p>}
        <table className="rows return-table" onPaste={(event) => pasteBlock(event, section, draft, canEdit)}>
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("returns.item")}</th>
              <th scope="col">{t("returns.value")}</th>
              <th scope="col">{t("returns.source")}</th>
              <th scope="col" className="right">{t("returns.last_month")}</th>
              <th scope="col"><span className="sr-only">{t("returns.year_column")}</span></th>
            </tr>
          </thead>
          <tbody>
            {section.cells.map((cell) => (
              <CellRow
                key={cell.item} cell={cell} value={draft.values[cell.item] ?? null} state={draft.stateOf(cell.item)} canEdit={canEdit}
                checks={draft.checks.filter((check) => check.items[0] === cell.item)} onChange={(value) => draft.setValue(cell.item, value)}
                remark={remarks?.[cell.item]} onRemark={onRemark && ((text) => onRemark(cell.item, text))}
              />
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

function pasteBlock(event: ClipboardEvent, section: Section, draft: Draft, canEdit: boolean): void {
  const rows = parseBlock(event.clipboardData.getData("text/plain"));
  const first = section.cells.findIndex((cell) => cell.item === (event.target as HTMLElement).id);
  if (!canEdit || rows.length < 2 || first < 0) return;
  event.preventDefault();
  const targets = section.cells.slice(first).filter((cell) => cell.is_editable);
  rows.slice(0, targets.length).forEach((row, at) => {
    const cell = targets[at];
    const value = cell && readText(cell.kind, row[0] ?? "");
    if (cell && value !== undefined) draft.setValue(cell.item, value);
  });
}
