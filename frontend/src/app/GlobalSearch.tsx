/** Ctrl+K: pages, unions and members in one box, chosen with the arrow keys. */
import { Input, Modal } from "antd";
import { useDeferredValue, useState, type KeyboardEvent } from "react";

import { useApi, useList } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import type { Page } from "@/api/types";
import { focusOn, useGo } from "@/kit";
import { holdsAny } from "@/lib/feature";
import { t } from "@/lib/i18n";
import { looksPersonal } from "@/lib/identifiers";

import { MENU } from "./features";

interface Hit {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly href: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly [more: string]: unknown;
}

export function GlobalSearch({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const go = useGo();
  const hits = useHits(useDeferredValue(text.trim()));
  const chosen = Math.min(at, hits.length - 1);

  function open(hit: Hit | undefined): void {
    if (!hit) return;
    onClose();
    go(hit.href);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      setAt((chosen + step + hits.length) % hits.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) open(hits[chosen]);
  }

  return (
    <Modal open onCancel={onClose} footer={null} title={t("shell.search")} width={640} closable={false} afterOpenChange={focusOn("global-search")}>
      <Input
        id="global-search" value={text} placeholder={t("shell.search.hint")} aria-label={t("shell.search")} onKeyDown={onKeyDown}
        role="combobox" aria-expanded={hits.length > 0} aria-controls="search-hits" aria-autocomplete="list"
        aria-activedescendant={hits[chosen] ? `hit-${hits[chosen].key}` : undefined}
        onChange={(event) => { setText(event.target.value); setAt(0); }}
      />
      <ul id="search-hits" role="listbox" aria-label={t("shell.search.hits")} className="hits">
        {hits.map((hit, index) => (
          <li
            key={hit.key} id={`hit-${hit.key}`} role="option" aria-selected={index === chosen}
            onClick={() => open(hit)} onMouseEnter={() => setAt(index)}
          >
            <span>{hit.label}</span><span className="quiet">{hit.note}</span>
          </li>
        ))}
      </ul>
      {text.trim() !== "" && hits.length === 0 && <p className="quiet" role="status">{t("shell.search.none")}</p>}
    </Modal>
  );
}

function useHits(text: string): Hit[] {
  const { permissions } = useMe();
  const can = useCan();
  const asked = text.length > 1;
  const personal = looksPersonal(text); // an ID or phone number travels in a body, never in an address
  const byNumber = personal ? { path: "/members/search", body: { q: text, limit: 6, cursor: null } } : undefined;
  const unions = useApi<Page<Named>>("/organisations", { q: text, limit: 6 }, { enabled: asked && !personal && can("organisations:read") });
  const members = useList<Page<Named>>("/members", { q: text, limit: 6 }, byNumber, asked && can("members:read"));
  const pages = MENU.filter((entry) => holdsAny(permissions, entry.permissions) && t(entry.label).includes(text));
  return [
    ...pages.map((entry) => ({ key: entry.path, label: t(entry.label), note: t("shell.search.page"), href: entry.path })),
    ...(asked ? named(unions.data, "/organisations", t("shell.search.union")) : []),
    ...(asked ? named(members.data, "/members", t("shell.search.member")) : []),
  ];
}

function named(page: Page<Named> | undefined, base: string, note: string): Hit[] {
  return (page?.items ?? []).map((row) => ({ key: row.id, label: row.name, note, href: `${base}/${row.id}` }));
}
