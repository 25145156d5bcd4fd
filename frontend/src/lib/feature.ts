/** What a feature tells the app about itself: its menu entries, its pages, the rights they need. */
import type { ComponentType } from "react";

import type { TextKey } from "@/locales/zh";

export type IconName =
  | "home" | "apartment" | "team" | "form" | "dashboard" | "audit" | "setting" | "user" | "upload"
  | "check" | "file" | "bar-chart" | "safety" | "calendar" | "profile" | "swap" | "up" | "down";

export interface MenuEntry {
  /** Path the entry opens; it must be the path of one of the feature's routes. */
  readonly path: string;
  readonly label: TextKey;
  readonly icon: IconName;
  /** Place in the menu, ascending: home 0, work 10-49, figures 50-69, administration 80-99. */
  readonly order: number;
  /** Shown when the caller holds any of these; empty means everyone. */
  readonly permissions: readonly string[];
}

export interface PageRoute {
  /** Router path, parameters as `$id`. */
  readonly path: string;
  readonly title: TextKey;
  /** The page is reachable when the caller holds any of these; empty means everyone. */
  readonly permissions: readonly string[];
  /** Default export is the page component; loaded when first opened. */
  readonly page: () => Promise<{ default: ComponentType }>;
}

export interface Feature {
  /** Same name as the backend folder. */
  readonly code: string;
  readonly menu: readonly MenuEntry[];
  readonly routes: readonly PageRoute[];
}

export function holdsAny(held: readonly string[], needed: readonly string[]): boolean {
  return needed.length === 0 || needed.some((permission) => held.includes(permission));
}
