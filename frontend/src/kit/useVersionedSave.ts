/** Saving over the version one saw: when someone saved meanwhile both versions are kept until the person decides. */
import { useState } from "react";

import { api, type Versioned } from "@/api/client";
import { hasStatus } from "@/api/problem";
import { useSend } from "@/api/query";

interface SaveOptions<T, V> {
  /** GET path of the object. */
  readonly path: string;
  readonly etag: string;
  readonly write: (values: V, etag: string) => Promise<T>;
  readonly refresh: readonly string[];
  readonly onDone?: (saved: T) => void;
}

interface Attempt<V> {
  readonly values: V;
  readonly at: string;
}

export interface VersionedSave<T, V> {
  readonly save: (values: V) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: Error | null;
  /** What I wanted to save, and the object as somebody else left it. */
  readonly conflict: { readonly mine: V; readonly theirs: T } | null;
  readonly keepMine: () => void;
  /** Drops mine; gives the object as it is now. */
  readonly takeTheirs: () => T | null;
  readonly reset: () => void;
}

export function useVersionedSave<T, V>(options: SaveOptions<T, V>): VersionedSave<T, V> {
  const [etag, setEtag] = useState(options.etag);
  const [conflict, setConflict] = useState<{ mine: V; theirs: Versioned<T> } | null>(null);
  const sender = useSend(async ({ values, at }: Attempt<V>) => {
    try {
      return await options.write(values, at);
    } catch (problem) {
      if (hasStatus(problem, 412)) setConflict({ mine: values, theirs: await api.read<T>(options.path) });
      throw problem;
    }
  }, { refresh: options.refresh, onDone: options.onDone });

  function settle(): Versioned<T> | null {
    if (!conflict) return null;
    setEtag(conflict.theirs.etag);
    setConflict(null);
    sender.reset();
    return conflict.theirs;
  }
  return {
    save: (values) => sender.send({ values, at: etag }),
    busy: sender.busy,
    error: conflict ? null : sender.error,
    conflict: conflict && { mine: conflict.mine, theirs: conflict.theirs.data },
    keepMine: () => {
      const mine = conflict?.mine;
      const theirs = settle();
      if (mine !== undefined && theirs) void sender.send({ values: mine, at: theirs.etag });
    },
    takeTheirs: () => settle()?.data ?? null,
    reset: sender.reset,
  };
}
