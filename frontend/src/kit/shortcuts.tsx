/** Keyboard shortcuts of the page one is on, and the list of them behind `?`. */
import { Modal } from "antd";
import { useEffect, useRef, useSyncExternalStore } from "react";

import { t } from "@/lib/i18n";

interface Shortcut {
  readonly keys: string;
  readonly label: string;
}

let active: readonly Shortcut[] = [];
let helpOpen = false;
const listeners = new Set<() => void>();

/** `useShortcut("Ctrl+S", "保存", save)`. Keys: "Ctrl+S", "Alt+N", "/", "?"; single keys rest while typing. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const entry = { keys, label };
    const onKey = (event: KeyboardEvent) => {
      if (!matches(event, keys) || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    publish([...active, entry]);
    window.addEventListener("keydown", onKey);
    return () => {
      publish(active.filter((one) => one !== entry));
      window.removeEventListener("keydown", onKey);
    };
  }, [keys, label]);
}

export function openShortcutHelp(): void {
  helpOpen = true;
  listeners.forEach((tell) => tell());
}

export function ShortcutHelp() {
  useShortcut("?", t("kit.shortcuts"), openShortcutHelp);
  const open = useSyncExternalStore(subscribe, () => helpOpen);
  const list = useSyncExternalStore(subscribe, () => active);
  return (
    <Modal open={open} title={t("kit.shortcuts")} footer={null} onCancel={close} width={440}>
      <dl className="shortcuts">
        {list.map(({ keys, label }) => <div key={keys + label}><dt><kbd>{keys}</kbd></dt><dd>{label}</dd></div>)}
      </dl>
    </Modal>
  );
}

export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const plain = parts.length === 1;
  if (plain && isTyping(event.target)) return false;
  const control = parts.includes("Ctrl");
  if ((event.ctrlKey || event.metaKey) !== control || event.altKey !== parts.includes("Alt")) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function close(): void {
  helpOpen = false;
  listeners.forEach((tell) => tell());
}

function publish(next: readonly Shortcut[]): void {
  active = next;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
