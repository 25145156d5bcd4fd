/** A save refused because someone else saved meanwhile: fetches their version and lets the person choose. */
import { useEffect, useState } from "react";

import { api, type Versioned } from "@/api/client";
import { hasStatus } from "@/api/problem";

import { ConflictDialog, differencesOf } from "./ConflictDialog";
import { useNotify } from "./notify";
import { problemText } from "./Problem";

interface ConflictOptions<T, V extends object> {
  /** GET path of the object. */
  readonly path: string;
  readonly object: string;
  /** The last failure of the save. */
  readonly error: unknown;
  /** What was tried to save. */
  readonly mine: V | null;
  /** The editable values of the object as it is now. */
  readonly valuesOf: (current: T) => V;
  readonly labels: Readonly<Partial<Record<keyof V & string, string>>>;
  /** A value in words; its plain text unless told. */
  readonly show?: (field: string, text: string, current: T) => string;
  /** Saves mine over the version with this ETag. */
  readonly onKeepMine: (mine: V, etag: string) => void;
  readonly onTakeTheirs: () => void;
}

/** The dialog to put on the page; nothing unless the last save met a newer version. */
export function Conflict<T, V extends object>(options: ConflictOptions<T, V>) {
  const { path, object, error, mine, valuesOf, labels, show, onKeepMine, onTakeTheirs } = options;
  const [theirs, setTheirs] = useState<Versioned<T> | null>(null);
  const notify = useNotify();
  useEffect(() => {
    if (!hasStatus(error, 412)) return;
    api.read<T>(path).then(setTheirs, (problem: unknown) => notify.problem(problemText(problem)));
  }, [error, path, notify]);
  if (!theirs || !mine || !hasStatus(error, 412)) return null;
  const words = (field: string, text: string) => (show && text ? show(field, text, theirs.data) : text);
  const differences = differencesOf(mine, valuesOf(theirs.data), labels).map((one) => ({
    ...one, mine: words(one.field, one.mine), theirs: words(one.field, one.theirs),
  }));
  return (
    <ConflictDialog
      object={object} differences={differences}
      onTakeTheirs={onTakeTheirs} onKeepMine={() => onKeepMine(mine, theirs.etag)}
    />
  );
}
