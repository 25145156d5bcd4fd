/** Where people of each kind usually go next, by what they may do. */
import { holdsAny } from "@/lib/feature";
import type { TextKey } from "@/locales/zh";

interface NextAction {
  readonly href: string;
  readonly label: TextKey;
  readonly permissions: readonly string[];
}

const ACTIONS: readonly NextAction[] = [
  { href: "/returns", label: "returns.title", permissions: ["returns:read"] },
  { href: "/funds", label: "funds.home", permissions: ["funds:read"] },
  { href: "/returns/board", label: "returns.board.title", permissions: ["board:read"] },
  { href: "/members/new", label: "members.new", permissions: ["members:enrol"] },
  { href: "/members/imports/new", label: "members.imports.new", permissions: ["members:import"] },
  { href: "/board", label: "reports.board", permissions: ["board:read"] },
  { href: "/accounts", label: "accounts.title", permissions: ["accounts:read"] },
  { href: "/audit", label: "audit.title", permissions: ["audit:read"] },
  { href: "/parameters", label: "parameters.title", permissions: ["parameters:read"] },
  { href: "/account", label: "account.title", permissions: [] },
];

export function nextActions(held: readonly string[]): readonly NextAction[] {
  return ACTIONS.filter(({ permissions }) => holdsAny(held, permissions));
}
