/** What is being typed into a return: saved by itself, checked at once, kept through every failure. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";

import { api } from "@/api/client";
import { hasStatus } from "@/api/problem";
import { useApi } from "@/api/query";
import { firedChecks } from "@/lib/checks";

import type { Cell, FiredCheck, Return, ReturnForm, Value } from "./types";
import { computed } from "./values";

export type SaveState = "saved" | "pending" | "failed";

interface Edit {
  readonly value: Value;
  readonly reason: string;
}
type Edits = Readonly<Record<string, Edit>>;

export interface Draft {
  readonly values: Readonly<Record<string, Value>>;
  readonly checks: readonly FiredCheck[];
  readonly state: SaveState;
  readonly savedAt: Date | null;
  readonly error: unknown;
  /** Somebody else saved meanwhile: what I typed, until I decide. */
  readonly conflict: Readonly<Record<string, Value>> | null;
  readonly stateOf: (item: string) => SaveState | null;
  readonly reasonOf: (item: string) => string;
  readonly setValue: (item: string, value: Value) => void;
  readonly setReason: (item: string, reason: string) => void;
  /** Saves what is still unsaved; resolves to whether everything is on the server. */
  readonly flush: () => Promise<boolean>;
  readonly settle: (keepMine: boolean) => void;
}

const PAUSE = 800;

export function useDraft(ret: Return): Draft {
  const client = useQueryClient();
  const path = `/returns/${ret.id}`;
  const form = useApi<ReturnForm>(`/return-forms/${ret.form}`, { version: ret.form_version }, { staleTime: Infinity }).data;
  const cells = useMemo(() => new Map(ret.sections.flatMap((section) => section.cells).map((cell) => [cell.item, cell])), [ret]);
  const [edits, setEdits] = useState<Edits>({});
  const [error, setError] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Readonly<Record<string, Value>> | null>(null);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const latest = useRef({ edits, version: ret.version });
  useLayoutEffect(() => {
    latest.current = { edits, version: Math.max(ret.version, latest.current.version) };
  }, [edits, ret.version]);
  const running = useRef<Promise<boolean> | null>(null);

  const save = useCallback(async (): Promise<boolean> => {
    const sent = latest.current.edits;
    if (Object.keys(sent).length === 0) return true;
    try {
      const body = { cells: Object.entries(sent).map(([item, edit]) => ({ item, ...edit })) };
      const data = await api.patch<Return>(`${path}/cells`, body, { ifMatch: latest.current.version });
      latest.current.version = data.version;
      client.setQueryData([path, "object"], { data, etag: `"v${data.version}"` });
      setEdits((now) => Object.fromEntries(Object.entries(now).filter(([item, edit]) => sent[item] !== edit)));
      setError(null);
      setSavedAt(new Date());
      return true;
    } catch (problem) {
      setError(problem);
      if (hasStatus(problem, 412)) {
        setConflict(Object.fromEntries(Object.entries(sent).map(([item, edit]) => [item, edit.value])));
        await client.invalidateQueries({ queryKey: [path] });
      }
      return false;
    }
  }, [client, path]);

  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    running.current = save();
    const done = await running.current;
    running.current = null;
    return done;
  }, [save]);

  const count = Object.keys(edits).length;
  useEffect(() => {
    if (count === 0 || conflict) return undefined;
    const timer = setTimeout(() => void flush(), error ? PAUSE * 8 : PAUSE);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => { clearTimeout(timer); window.removeEventListener("beforeunload", warn); };
  }, [edits, count, conflict, error, flush]);

  const change = useCallback((item: string, part: Partial<Edit>) => {
    const cell = cells.get(item);
    if (!cell) return;
    setEdits((now) => ({ ...now, [item]: { value: cell.value, reason: cell.reason, ...now[item], ...part } }));
  }, [cells]);
  const setValue = useCallback((item: string, value: Value) => change(item, { value }), [change]);
  const setReason = useCallback((item: string, reason: string) => change(item, { reason }), [change]);

  const values = useMemo(() => {
    const typed = Object.fromEntries([...cells].map(([item, cell]) => [item, edits[item] ? edits[item].value : cell.value]));
    return form ? computed(form, typed, ret.context) : typed;
  }, [cells, edits, form, ret.context]);
  const reasonOf = (item: string) => edits[item]?.reason ?? cells.get(item)?.reason ?? "";
  return {
    values,
    checks: form ? liveChecks(form, ret, values, cells, edits) : ret.checks,
    state: error ? "failed" : count > 0 ? "pending" : "saved",
    savedAt, error, conflict, reasonOf, setValue, setReason, flush,
    stateOf: (item) => (edits[item] ? (error ? "failed" : "pending") : cells.get(item)?.is_touched ? "saved" : null),
    settle: (keepMine) => {
      if (!keepMine) setEdits({});
      setConflict(null);
      setError(null);
    },
  };
}

/** The browser's verdict, with the records the server attached to the same check. */
function liveChecks(
  form: ReturnForm, ret: Return, values: Readonly<Record<string, Value>>, cells: ReadonlyMap<string, Cell>, edits: Edits,
): FiredCheck[] {
  const known = new Map(ret.checks.map((check) => [check.code, check]));
  return firedChecks(form.checks, { ...ret.context, cell: values }).map((check) => {
    const reason = check.items.map((item) => edits[item]?.reason ?? cells.get(item)?.reason ?? "").find(Boolean) ?? "";
    return {
      ...check,
      reason,
      is_answered: check.severity === "warning" && reason.trim() !== "",
      records: known.get(check.code)?.records ?? (check.items.some((item) => item.startsWith("members_")) ? ret.movements : []),
    };
  });
}
