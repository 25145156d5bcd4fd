/** A list as people work with it: filters, search, sort and page in the address bar, total, export; cards on a phone. */
import { Button, Table, type TableProps } from "antd";
import { useState, type ReactNode } from "react";

import type { Query } from "@/api/client";
import { useApi } from "@/api/query";
import type { Page } from "@/api/types";
import { t } from "@/lib/i18n";
import { usePhone } from "@/lib/useMedia";

import { AppLink } from "./AppLink";
import { Empty } from "./Empty";
import { FilterBar, type Filter } from "./FilterBar";
import { Pager } from "./Pager";
import { ProblemPanel } from "./Problem";
import { SkeletonBlock } from "./SkeletonBlock";
import { useListState } from "./listState";

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

interface SearchTableProps<T> {
  /** GET path of the list, e.g. "/members". */
  readonly path: string;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  /** The first column links here. */
  readonly rowHref?: (row: T) => string;
  readonly filters?: readonly Filter[];
  /** Shows the search box with this placeholder. */
  readonly search?: string;
  /** Conditions of the page itself, not shown and not in the address. */
  readonly fixed?: Query;
  /** GET path of the export with the same filters; shows the button. */
  readonly exportPath?: string;
  readonly empty?: { readonly title: string; readonly text?: string; readonly action?: ReactNode };
  /** Left of the export button. */
  readonly tools?: ReactNode;
  /** Rows can be ticked; the bar above the table shows this. */
  readonly bulk?: (rows: readonly T[], clear: () => void) => ReactNode;
  /** How a row is called for its tick box. */
  readonly bulkName?: (row: T) => string;
  readonly caption: string;
}

export function SearchTable<T extends object>(props: SearchTableProps<T>) {
  const { path, filters = [], fixed, empty, caption } = props;
  const list = useListState(filters);
  const query = useApi<Page<T>>(path, { ...list.query, ...fixed });
  const phone = usePhone();
  const [picked, setPicked] = useState<readonly T[]>([]);
  const rows = query.data?.items ?? [];
  const blank = empty && !list.filtered ? <Empty {...empty} /> : <Empty title={t("kit.none_found")} action={clearButton(list.clear)} />;
  const Rows = phone ? CardRows : TableRows;
  return (
    <section className="panel flush list" aria-label={caption}>
      <FilterBar
        filters={filters} list={list} search={props.search} tools={props.tools}
        exportPath={props.exportPath} exportQuery={{ ...list.conditions, ...fixed }}
      />
      {props.bulk && picked.length > 0 && <div className="bulk" role="status">{props.bulk(picked, () => setPicked([]))}</div>}
      {query.isError && !query.data && <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonBlock rows={8} />}
      {query.data && rows.length === 0 && blank}
      {rows.length > 0 && <Rows {...props} rows={rows} sort={list.sort} onSort={list.setSort} picked={picked} onPick={setPicked} />}
      {query.data && <Pager list={list} page={query.data} />}
    </section>
  );
}

interface RowsProps<T> extends SearchTableProps<T> {
  readonly rows: readonly T[];
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly picked: readonly T[];
  readonly onPick: (rows: readonly T[]) => void;
}

function TableRows<T extends object>(props: RowsProps<T>) {
  const { columns, rows, rowKey, rowHref, sort, onSort, bulk, bulkName, picked, onPick, caption } = props;
  const shown: TableProps<T>["columns"] = columns.map((column, at) => ({
    key: column.key, title: column.title, align: column.align, width: column.width, ellipsis: false,
    sorter: column.sort !== undefined, showSorterTooltip: false,
    sortOrder: sort === column.sort && column.sort ? "ascend" : sort === `-${column.sort}` ? "descend" : null,
    render: (_, row) => (at === 0 && rowHref ? <AppLink href={rowHref(row)}>{column.render(row)}</AppLink> : column.render(row)),
  }));
  return (
    <Table<T>
      columns={shown} dataSource={rows} rowKey={rowKey} pagination={false} size="middle" scroll={{ x: "max-content" }} aria-label={caption}
      onChange={(_page, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        const field = columns.find((column) => column.key === one?.columnKey)?.sort;
        onSort(!field || !one?.order ? undefined : one.order === "descend" ? `-${field}` : field);
      }}
      rowSelection={bulk && {
        selectedRowKeys: picked.map(rowKey), onChange: (_keys, chosen) => onPick(chosen),
        getCheckboxProps: (row) => ({ "aria-label": t("kit.pick", { name: (bulkName ?? rowKey)(row) }) }),
        columnTitle: (box) => <span aria-label={t("kit.pick_all")}>{box}</span>,
      }}
    />
  );
}

function CardRows<T extends object>({ columns, rows, rowKey, rowHref }: RowsProps<T>) {
  const [head, ...rest] = columns;
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <h3>{rowHref ? <AppLink href={rowHref(row)}>{head?.render(row)}</AppLink> : head?.render(row)}</h3>
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

function clearButton(clear: () => void) {
  return <Button onClick={clear}>{t("kit.clear_filters")}</Button>;
}
