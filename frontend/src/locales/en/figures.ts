/** Members laid out, in English. */
import type { figures as zh } from "../zh/figures";

export const figures: Record<keyof typeof zh, string> = {
  "figures.lead": "Choose what to lay out by, the day and the place; every blue number opens to exactly the persons it counts.",
  "figures.by": "By",
  "figures.scope": "Scope",
  "figures.scope.own": "All of mine",
  "figures.as_of": "As of",
  "figures.known_on": "Recorded up to",
  "figures.of": "{scope}, as of {date}",
  "figures.line": "Line",
  "figures.members": "Members",
  "figures.retained": "Retained",
  "figures.joined": "Joined this year",
  "figures.share": "Share",
  "figures.total": "Total",
  "figures.joined_on": "Joined (effective)",
  "figures.note": "Members and retained memberships at the end of the day asked for; joins from 1 January to that day. “Recorded up to” counts only what was recorded by that day. For internal use; suppress numbers below 5 when published.",
  "figures.rows.lead": "As of {date}: {n} persons.",
  "figures.rows.none": "Nobody",
};
