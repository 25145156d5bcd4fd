/** The menu: what this person may open, one line each. */
import { useInbox } from "@/api/inbox";
import { useMe } from "@/api/session";
import { AppLink, Icon, usePath } from "@/kit";
import { holdsAny, type MenuEntry } from "@/lib/feature";
import { t } from "@/lib/i18n";

import { MENU } from "./features";

export function SideMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const { permissions } = useMe();
  const path = usePath();
  const current = currentEntry(path);
  const { data } = useInbox();
  const entries = MENU.filter((entry) => holdsAny(permissions, entry.permissions));
  return (
    <nav aria-label={t("shell.menu")} className="menu">
      <ul>
        {entries.map((entry) => (
          <li key={entry.path} className={startsGroup(entries, entry) ? "menu-group" : undefined}>
            <AppLink href={entry.path} onClick={onChosen} aria-current={entry === current ? "page" : undefined}>
              <Icon name={entry.icon} />
              <span>{t(entry.label)}</span>
              {entry.path === "/" && data && data.total > 0 && <span className="menu-badge">{data.total}</span>}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The longest menu path that the address starts with. */
export function currentEntry(path: string): MenuEntry | undefined {
  return MENU.filter((entry) => path === entry.path || (entry.path !== "/" && path.startsWith(`${entry.path}/`))).sort(
    (a, b) => b.path.length - a.path.length,
  )[0];
}

function startsGroup(entries: readonly MenuEntry[], entry: MenuEntry): boolean {
  const before = entries[entries.indexOf(entry) - 1];
  return before !== undefined && group(before) !== group(entry);
}

function group(entry: MenuEntry): number {
  return entry.order < 10 ? 0 : entry.order < 50 ? 1 : entry.order < 70 ? 2 : 3;
}
