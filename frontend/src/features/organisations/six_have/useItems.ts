/** What is being written about the six items: kept locally, saved by itself after a pause and before every step. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import { api } from "@/api/client";
import { useRefresh } from "@/api/query";
import type { SixHaveItemIn, SixHaveItemOut, SixHaveOut, SixHaveVerdictIn } from "@/api/client/types.gen";

type Answer = Required<Pick<SixHaveItemIn, "is_met" | "statement" | "records">>;
type Finding = Required<Pick<SixHaveVerdictIn, "verdict" | "comment">>;
type Entry = Answer & Finding;
type Edits = Readonly<Record<string, Entry>>;

export interface Items {
  readonly of: (item: SixHaveItemOut) => Entry;
  readonly change: (code: string, part: Partial<Entry>) => void;
  /** Saves what is unsaved; resolves to the version on the server, or null when it failed. */
  readonly flush: () => Promise<number | null>;
  readonly state: "saved" | "pending" | "failed";
  readonly error: unknown;
}

const PAUSE = 700;

/** `mode` decides which half of an entry is sent: the union's answers or the street's findings. */
export function useItems(check: SixHaveOut, mode: "items" | "verdicts"): Items {
  const refresh = useRefresh();
  const [edits, setEdits] = useState<Edits>({});
  const [error, setError] = useState<unknown>(null);
  const latest = useRef({ edits, version: check.version, check });
  useLayoutEffect(() => {
    latest.current = { edits, version: Math.max(check.version, latest.current.version), check };
  }, [edits, check]);
  const running = useRef<Promise<number | null> | null>(null);

  const save = useCallback(async (): Promise<number | null> => {
    const { edits: sent, version } = latest.current;
    if (Object.keys(sent).length === 0) return version;
    try {
      const items = Object.entries(sent).map(([code, entry]) => body(mode, code, entry));
      const saved = await api.put<SixHaveOut>(`/six-have/${check.id}/${mode}`, { items }, { ifMatch: version });
      latest.current.version = saved.version;
      await refresh([`/six-have/${check.id}`]);
      setEdits((now) => Object.fromEntries(Object.entries(now).filter(([code, entry]) => sent[code] !== entry)));
      setError(null);
      return saved.version;
    } catch (problem) {
      setError(problem);
      return null;
    }
  }, [check.id, mode, refresh]);

  const flush = useCallback(async (): Promise<number | null> => {
    while (running.current) await running.current;
    running.current = save();
    const version = await running.current;
    running.current = null;
    return version;
  }, [save]);

  const count = Object.keys(edits).length;
  useEffect(() => {
    if (count === 0 || error) return undefined;
    const timer = setTimeout(() => void flush(), PAUSE);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => { clearTimeout(timer); window.removeEventListener("beforeunload", warn); };
  }, [edits, count, error, flush]);

  const change = useCallback((code: string, part: Partial<Entry>) => {
    setError(null);
    setEdits((now) => {
      const known = latest.current.check.items.find((item) => item.code === code);
      return known ? { ...now, [code]: { ...kept(known), ...now[code], ...part } } : now;
    });
  }, []);
  return { of: (item) => edits[item.code] ?? kept(item), change, flush, state: error ? "failed" : count > 0 ? "pending" : "saved", error };
}

function kept(item: SixHaveItemOut): Entry {
  return { is_met: item.is_met, statement: item.statement, records: item.records, verdict: item.verdict, comment: item.comment };
}

function body(mode: "items" | "verdicts", code: string, entry: Entry): SixHaveItemIn | SixHaveVerdictIn {
  if (mode === "verdicts") return { code, verdict: entry.verdict, comment: entry.comment };
  return { code, is_met: entry.is_met, statement: entry.statement, records: entry.records };
}
