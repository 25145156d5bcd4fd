/** Shapes that every domain's answers share. */

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total: number;
  readonly total_is_estimate: boolean;
}

/** What this caller may do with the object now. */
export interface Action {
  readonly code: string;
  readonly label: string;
  readonly needs_note: boolean;
}

/** One line of an approval trail. */
export interface HistoryEntry {
  readonly id: string;
  readonly action: string;
  readonly action_label: string;
  readonly source: string;
  readonly target: string;
  readonly note: string;
  readonly person_name: string;
  readonly role: string;
  readonly on_behalf: boolean;
  readonly at: string;
}

export interface OrganisationNode {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly has_children: boolean;
  readonly [figure: string]: unknown;
}

export interface InboxGroup {
  readonly code: string;
  readonly label: string;
  readonly count: number;
  readonly link: string;
}

export interface Inbox {
  readonly total: number;
  readonly groups: readonly InboxGroup[];
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly done: number;
  readonly total: number;
  readonly result: unknown;
  readonly error: string | null;
}
