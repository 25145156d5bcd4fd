/** Shapes that every domain's answers share, under short names. */
export type {
  ActionOut as Action,
  HistoryOut as HistoryEntry,
  InboxGroupOut as InboxGroup,
  InboxOut as Inbox,
  JobOut as Job,
  OrganisationTree,
  TreeNode as OrganisationNode,
} from "./client/types.gen";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total: number;
  readonly total_is_estimate: boolean;
}
