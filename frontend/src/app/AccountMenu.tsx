/** Own account, display choices on a phone, signing out: a plain list that opens under the name. */
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";

import { signOut, useMe } from "@/api/session";
import { useGo } from "@/kit";
import { t } from "@/lib/i18n";

import { toggleLanguage, toggleText } from "./applyPreferences";

export function AccountMenu({ phone }: { readonly phone: boolean }) {
  const me = useMe();
  const go = useGo();
  const id = useId();
  const name = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const items = [
    { label: t("shell.account"), run: () => go("/account") },
    ...(phone ? [{ label: t("shell.text_size"), run: toggleText }, { label: t("login.language"), run: toggleLanguage }] : []),
    { label: t("shell.sign_out"), run: () => void signOut().catch(() => undefined) }, // this browser is signed out either way
  ];
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    setOpen(false);
    name.current?.focus();
  }
  function onBlur(event: FocusEvent): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }
  return (
    <div className="account-menu" onKeyDown={onKeyDown} onBlur={onBlur}>
      <button ref={name} type="button" className="top-person" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{me.person_name}</button>
      <ul id={id} hidden={!open}>
        {items.map(({ label, run }) => (
          <li key={label}><button type="button" onClick={() => { setOpen(false); run(); }}>{label}</button></li>
        ))}
      </ul>
    </div>
  );
}
