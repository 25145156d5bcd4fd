/** The state of one list in the address bar, and the query it makes. */
import { useRef, useState } from "react";

import type { Query, QueryValue } from "@/api/client";
import { looksPersonal } from "@/lib/identifiers";
import { param, useUrlState, type Params } from "@/lib/urlState";

import type { Filter } from "./FilterBar";

export interface ListState {
  readonly conditions: Query;
  readonly query: Query;
  readonly filtered: boolean;
  readonly q: string;
  /** The searched text is an ID or phone number. */
  readonly isPersonal: boolean;
  readonly value: (name: string) => QueryValue;
  readonly sort: string | undefined;
  readonly page: number;
  readonly limit: number;
  readonly setQ: (q: string) => void;
  readonly setValue: (name: string, value: QueryValue) => void;
  readonly setSort: (sort: string | undefined) => void;
  readonly setLimit: (limit: number) => void;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
  readonly clear: () => void;
  /** The chosen conditions that may be kept on this computer: no searched text, no free text. */
  readonly keepable: Readonly<Record<string, string | readonly string[]>>;
  /** Puts kept conditions in place of the present ones. */
  readonly choose: (conditions: Readonly<Record<string, string | readonly string[]>>) => void;
}

const OWN = { q: param.text(), sort: param.text(), cursor: param.text(), page: param.number(), limit: param.number() };
const START = { cursor: undefined, page: undefined };

export function useListState(filters: readonly Filter[]): ListState {
  const [params] = useState<Params>(() => ({
    ...OWN,
    ...Object.fromEntries(filters.map((filter) => [filter.name, filter.kind === "codes" ? param.list() : param.text()])),
  }));
  const [search, setSearch] = useUrlState(params);
  const [secret, setSecret] = useState(""); // an ID or phone number being searched never enters the address
  const trail = useRef<(string | undefined)[]>([]);
  const q = secret || String(search.q ?? "");
  const values = Object.fromEntries(filters.map(({ name }) => [name, search[name]]));
  const conditions: Query = { ...values, q: q || undefined };
  const page = Number(search.page ?? 1);
  const limit = Number(search.limit ?? 20);

  function restart(patch: Record<string, QueryValue>): void {
    trail.current = [];
    setSearch({ ...patch, ...START } as never);
  }
  return {
    conditions, q, page, limit,
    isPersonal: secret !== "",
    query: { ...conditions, sort: search.sort as string | undefined, cursor: search.cursor as string | undefined, limit },
    filtered: Object.values(conditions).some((value) => value !== undefined),
    value: (name) => search[name],
    sort: search.sort as string | undefined,
    setQ: (text) => {
      setSecret(looksPersonal(text) ? text : "");
      restart({ q: looksPersonal(text) ? undefined : text || undefined });
    },
    setValue: (name, value) => restart({ [name]: value }),
    setSort: (sort) => restart({ sort }),
    setLimit: (next) => restart({ limit: next === 20 ? undefined : next }),
    next: (cursor) => {
      trail.current.push(search.cursor as string | undefined);
      setSearch({ cursor, page: page + 1 } as never);
    },
    previous: () => {
      const known = trail.current.length > 0;
      setSearch((known ? { cursor: trail.current.pop(), page: page > 2 ? page - 1 : undefined } : START) as never);
    },
    keepable: Object.fromEntries(
      filters.filter(({ kind }) => kind !== "text").flatMap(({ name }) => {
        const value = search[name] as string | readonly string[] | undefined;
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    choose: (kept) => {
      setSecret("");
      restart({ q: undefined, ...Object.fromEntries(filters.map(({ name }) => [name, kept[name]])) });
    },
    clear: () => {
      setSecret("");
      restart({ q: undefined, ...Object.fromEntries(filters.map(({ name }) => [name, undefined])) });
    },
  };
}
