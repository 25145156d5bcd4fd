/** The menu: what this person may open; a subject with many pages shows them when it is in use or unfolded. */
import { useState } from "react";

import { useInbox } from "@/api/inbox";
import { useMe } from "@/api/session";
import { AppLink, Icon, usePath } from "@/kit";
import { holdsAny, type MenuEntry } from "@/lib/feature";
import { t } from "@/lib/i18n";

import { MENU } from "./features";
import { currentEntry, sectionsOf, type Section } from "./menu";

export function SideMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const { permissions } = useMe();
  const current = currentEntry(MENU, usePath());
  const sections = sectionsOf(MENU.filter((entry) => holdsAny(permissions, entry.permissions)));
  return (
    <nav aria-label={t("shell.menu")} className="menu">
      <ul>
        {sections.map((section) => (
          <SectionLines key={section.head.path} section={section} current={current} onChosen={onChosen} />
        ))}
      </ul>
    </nav>
  );
}

interface SectionProps {
  readonly section: Section;
  readonly current: MenuEntry | undefined;
  readonly onChosen?: () => void;
}

function SectionLines({ section, current, onChosen }: SectionProps) {
  const { head, more } = section;
  const inUse = current !== undefined && [head, ...more].includes(current);
  const [unfolded, setUnfolded] = useState<boolean | undefined>(undefined);
  const open = unfolded ?? inUse;
  const id = `menu-${String(head.order)}`;
  return (
    <li className={section.startsGroup ? "menu-group" : undefined}>
      <div className="menu-head">
        <MenuLink entry={head} current={current} onChosen={onChosen} />
        {more.length > 0 && (
          <button type="button" className="menu-fold" aria-expanded={open} aria-controls={id}
            aria-label={t("shell.menu_more", { name: t(head.label) })} onClick={() => { setUnfolded(!open); }}>
            <Icon name={open ? "up" : "down"} />
          </button>
        )}
      </div>
      {more.length > 0 && (
        <ul id={id} className="menu-more" hidden={!open}>
          {more.map((entry) => <li key={entry.path}><MenuLink entry={entry} current={current} onChosen={onChosen} /></li>)}
        </ul>
      )}
    </li>
  );
}

function MenuLink({ entry, current, onChosen }: Omit<SectionProps, "section"> & { readonly entry: MenuEntry }) {
  const { data } = useInbox();
  return (
    <AppLink href={entry.path} onClick={onChosen} aria-current={entry === current ? "page" : undefined}>
      <Icon name={entry.icon} />
      <span>{t(entry.label)}</span>
      {entry.path === "/" && data && data.total > 0 && <span className="menu-badge">{data.total}</span>}
    </AppLink>
  );
}
