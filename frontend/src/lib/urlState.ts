/** Filters, page, sort and tab live in the address bar: typed in, typed out, defaults left away. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

export type UrlValue = string | number | boolean | readonly string[] | undefined;
export type UrlSearch = Readonly<Record<string, UrlValue>>;

/** Reads one kind of value out of whatever the address bar holds. */
export interface Param<T extends UrlValue> {
  readonly read: (raw: unknown) => T;
}

export const param = {
  text: (): Param<string | undefined> => ({ read: (raw) => (raw === undefined || raw === "" ? undefined : String(raw)) }),
  number: (): Param<number | undefined> => ({ read: (raw) => finite(raw) }),
  flag: (): Param<boolean | undefined> => ({ read: (raw) => (raw === true || raw === "true" ? true : undefined) }),
  list: (): Param<readonly string[] | undefined> => ({
    read: (raw) => (raw === undefined || raw === "" ? undefined : Array.isArray(raw) ? raw.map(String) : [String(raw)]),
  }),
  oneOf: <const V extends string>(values: readonly V[], initial: V): Param<V> => ({
    read: (raw) => values.find((value) => value === raw) ?? initial,
  }),
};

export type Params = Readonly<Record<string, Param<UrlValue>>>;
export type Values<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

export function readSearch<P extends Params>(params: P, raw: Readonly<Record<string, unknown>>): Values<P> {
  return Object.fromEntries(Object.entries(params).map(([name, one]) => [name, one.read(raw[name])])) as Values<P>;
}

/** Merges a patch, dropping empty values so that addresses stay short. */
export function patchSearch(raw: Readonly<Record<string, unknown>>, patch: UrlSearch): Record<string, unknown> {
  const next = { ...raw, ...patch };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => !isEmpty(value)));
}

/** `const [search, setSearch] = useUrlState({ tab: param.oneOf(["a", "b"], "a") })`. */
export function useUrlState<P extends Params>(params: P): [Values<P>, (patch: Partial<Values<P>>, replace?: boolean) => void] {
  const raw = useRouterState({ select: (state) => state.location.search as Readonly<Record<string, unknown>> });
  const navigate = useNavigate();
  const values = useMemo(() => readSearch(params, raw), [params, raw]);
  const set = useCallback(
    (patch: Partial<Values<P>>, replace = false) =>
      void navigate({ to: ".", search: (now: object) => patchSearch({ ...now }, patch as UrlSearch), replace, resetScroll: false }),
    [navigate],
  );
  return [values, set];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function finite(raw: unknown): number | undefined {
  const value = typeof raw === "number" ? raw : typeof raw === "string" && raw !== "" ? Number(raw) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
