/** Who has reported what: one row per union, one column per month; every cell links to its rows. */
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";

import { AppLink } from "./AppLink";
import type { Tone } from "./Code";

export interface BoardCell {
  /** What is shown, e.g. "52/54". */
  readonly text: string;
  /** What is read out, e.g. "已收 52，应收 54". */
  readonly label: string;
  readonly tone: Tone;
  readonly href?: string;
}

export interface BoardRow {
  readonly id: string;
  readonly name: string;
  readonly href?: string;
  /** By period "2020-11"; a missing cell means nothing was due. */
  readonly cells: Readonly<Record<string, BoardCell>>;
}

interface CompletionBoardProps {
  readonly caption: string;
  readonly periods: readonly string[];
  readonly rows: readonly BoardRow[];
  /** Heading of the first column. */
  readonly rowTitle: string;
}

export function CompletionBoard({ caption, periods, rows, rowTitle }: CompletionBoardProps) {
  return (
    <div className="board-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="board">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowTitle}</th>
            {periods.map((period) => <th key={period} scope="col"><abbr title={monthName(period)}>{t("kit.month", { n: Number(period.slice(5)) })}</abbr></th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.href ? <AppLink href={row.href}>{row.name}</AppLink> : row.name}</th>
              {periods.map((period) => <Cell key={period} cell={row.cells[period]} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { readonly cell: BoardCell | undefined }) {
  if (!cell) return <td className="tone-none"><span aria-label={t("kit.board.none")}>—</span></td>;
  return (
    <td className={`tone-${cell.tone}`}>
      {cell.href ? <AppLink href={cell.href} aria-label={cell.label}>{cell.text}</AppLink> : <span title={cell.label}>{cell.text}</span>}
    </td>
  );
}
