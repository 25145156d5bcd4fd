/** A list as people work with it: filters, search, sort and page in the address bar, total, export; cards on a phone. */
import { Button } from "antd";
import { useState, type ReactNode } from "react";

import type { Query } from "@/api/client";
import { useList } from "@/api/query";
import type { Page } from "@/api/types";
import { t } from "@/lib/i18n";
import { usePhone } from "@/lib/useMedia";

import { CardRows, TableRows, type Column } from "./DataRows";
import { Empty } from "./Empty";
import { FilterBar, type Filter } from "./FilterBar";
import { Pager } from "./Pager";
import { ProblemPanel } from "./Problem";
import { SkeletonBlock } from "./SkeletonBlock";
import { useListState } from "./listState";

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
  /** POST path of the same search for ID and phone numbers, which never enter an address. */
  readonly searchPath?: string;
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
  const { path, columns, rowKey, rowHref, filters = [], fixed, empty, caption } = props;
  const list = useListState(filters);
  const { q, limit, cursor = null } = list.query;
  const search = props.searchPath && list.isPersonal ? { path: props.searchPath, body: { q, limit, cursor } } : undefined;
  const query = useList<Page<T>>(path, { ...list.query, ...fixed }, search);
  const phone = usePhone();
  const [picked, setPicked] = useState<readonly T[]>([]);
  const rows = query.data?.items ?? [];
  const blank = empty && !list.filtered ? <Empty {...empty} /> : <Empty title={t("kit.none_found")} action={clearButton(list.clear)} />;
  const shared = { columns, rows, rowKey, rowHref };
  const pick = props.bulk && { picked, onPick: setPicked, name: props.bulkName ?? rowKey };
  return (
    <section className="panel flush list" aria-label={caption} aria-busy={query.isPlaceholderData}>
      <FilterBar
        path={path} filters={filters} list={list} search={props.search} tools={props.tools}
        exportPath={list.isPersonal ? undefined : props.exportPath} exportQuery={{ ...list.conditions, ...fixed }}
      />
      {props.bulk && picked.length > 0 && <div className="bulk" role="status">{props.bulk(picked, () => setPicked([]))}</div>}
      {query.isError && !query.data && <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonBlock rows={8} />}
      {query.data && rows.length === 0 && blank}
      {rows.length > 0 && phone && <CardRows {...shared} />}
      {rows.length > 0 && !phone && <TableRows {...shared} caption={caption} sort={list.sort} onSort={list.setSort} pick={pick} />}
      {query.data && <Pager list={list} page={query.data} />}
    </section>
  );
}

function clearButton(clear: () => void) {
  return <Button onClick={clear}>{t("kit.clear_filters")}</Button>;
}
