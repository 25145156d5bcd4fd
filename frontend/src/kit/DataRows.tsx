/** Rows as a table on a desk and as cards on a phone; shared by every list. */
import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { Checkbox } from "antd";
import type { ReactNode } from "react";

import { t } from "@/lib/i18n";
import { usePhone } from "@/lib/useMedia";

import { AppLink } from "./AppLink";

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  /** Name of the server's sort field; makes the heading clickable. */
  readonly sort?: string;
  readonly align?: "right" | "center";
  readonly width?: number;
  /** Left out of the card on a phone. */
  readonly deskOnly?: boolean;
}

interface RowsProps<T> {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** The first column links here. */
  readonly rowHref?: (row: T) => string;
}

interface TableRowsProps<T> extends RowsProps<T> {
  readonly caption: string;
  readonly sort?: string;
  readonly onSort?: (sort: string | undefined) => void;
  /** Rows can be ticked. */
  readonly pick?: Picking<T>;
}

export interface Picking<T> {
  readonly picked: readonly T[];
  readonly onPick: (rows: readonly T[]) => void;
  /** How a row is called for its tick box. */
  readonly name: (row: T) => string;
}

export function TableRows<T>({ columns, rows, rowKey, rowHref, caption, sort, onSort, pick }: TableRowsProps<T>) {
  return (
    <div className="rows-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="rows">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {pick && <th scope="col" className="tick"><PickAll rows={rows} rowKey={rowKey} pick={pick} /></th>}
            {columns.map((column) => <Heading key={column.key} column={column} sort={sort} onSort={onSort} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {pick && <td className="tick"><PickOne row={row} rowKey={rowKey} pick={pick} /></td>}
              {columns.map((column, at) => (
                <td key={column.key} className={column.align}>{cell(column, row, at === 0 ? rowHref : undefined)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A short list without paging: a table, or cards on a phone. */
export function DataTable<T>(props: RowsProps<T> & { readonly caption: string }) {
  return usePhone() ? <CardRows {...props} /> : <TableRows {...props} />;
}

export function CardRows<T>({ columns, rows, rowKey, rowHref }: RowsProps<T>) {
  const [head, ...rest] = columns;
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <h3>{head && cell(head, row, rowHref)}</h3>
          <dl>
            {rest.filter((column) => !column.deskOnly).map((column) => (
              <div key={column.key}><dt>{column.title}</dt><dd>{column.render(row)}</dd></div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

interface HeadingProps<T> {
  readonly column: Column<T>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string | undefined) => void) | undefined;
}

/** Clicks go: ascending, descending, as the server orders it. */
function Heading<T>({ column, sort, onSort }: HeadingProps<T>) {
  const { sort: field, title, align, width } = column;
  if (!field || !onSort) return <th scope="col" className={align} style={{ width }}>{title}</th>;
  const state = sort === field ? "ascending" : sort === `-${field}` ? "descending" : "none";
  const next = { none: field, ascending: `-${field}`, descending: undefined }[state];
  return (
    <th scope="col" className={align} style={{ width }} aria-sort={state}>
      <button type="button" className="sort" onClick={() => onSort(next)}>
        {title}<span aria-hidden className="sort-mark">{state === "descending" ? <CaretDownOutlined /> : <CaretUpOutlined />}</span>
      </button>
    </th>
  );
}

interface PickAllProps<T> {
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly pick: Picking<T>;
}

function PickAll<T>({ rows, rowKey, pick }: PickAllProps<T>) {
  const keys = new Set(pick.picked.map(rowKey));
  const here = rows.filter((row) => keys.has(rowKey(row))).length;
  const shown = new Set(rows.map(rowKey));
  const elsewhere = pick.picked.filter((row) => !shown.has(rowKey(row)));
  return (
    <Checkbox
      aria-label={t("kit.pick_all")} checked={here > 0 && here === rows.length} indeterminate={here > 0 && here < rows.length}
      onChange={(event) => pick.onPick(event.target.checked ? [...elsewhere, ...rows] : elsewhere)}
    />
  );
}

function PickOne<T>({ row, rowKey, pick }: { readonly row: T; readonly rowKey: (row: T) => string; readonly pick: Picking<T> }) {
  const key = rowKey(row);
  const others = pick.picked.filter((one) => rowKey(one) !== key);
  return (
    <Checkbox
      aria-label={t("kit.pick", { name: pick.name(row) })} checked={others.length < pick.picked.length}
      onChange={(event) => pick.onPick(event.target.checked ? [...others, row] : others)}
    />
  );
}

function cell<T>(column: Column<T>, row: T, href?: (row: T) => string): ReactNode {
  return href ? <AppLink href={href(row)}>{column.render(row)}</AppLink> : column.render(row);
}
