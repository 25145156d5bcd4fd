/** Shapes that every domain's answers share. */

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total: number;
  readonly total_is_estimate: boolean;
}

/** What this caller may do with the object now; one line of an approval trail; a background job. */
export type { ActionOut as Action, HistoryOut as HistoryEntry, JobOut as Job } from "./client/types.gen";

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
