/** Login name and password in plain HTML; used by the login page and by the dialog over an expired session. */
import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from "react";

import { NetworkError, ProblemError } from "@/api/problem";
import { signIn } from "@/api/session";
import { t } from "@/lib/i18n";

import { LoginCode } from "./LoginCode";

interface LoginFormProps {
  /** Ids of the controls start with this. */
  readonly prefix?: string;
}

export function LoginForm({ prefix }: LoginFormProps) {
  const own = useId();
  const id = prefix ?? own;
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const [challenge, setChallenge] = useState("");
  const running = useRef(false);
  const alert = useRef<HTMLParagraphElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (running.current) return;
    const form = new FormData(event.currentTarget);
    const name = String(form.get("login_name")).trim();
    const password = String(form.get("password"));
    if (!name || !password) return fail(t("login.missing"));
    running.current = true;
    setBusy(true);
    setMessage("");
    try {
      setChallenge((await signIn(name, password)) ?? "");
    } catch (error) {
      fail(wordsFor(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  function fail(text: string): void {
    setMessage(text);
    requestAnimationFrame(() => alert.current?.focus());
  }

  if (challenge) return <LoginCode prefix={id} challenge={challenge} onOver={(text) => { setChallenge(""); setMessage(text); }} />;
  return (
    <form className="login-form" onSubmit={(event) => void submit(event)} noValidate>
      {message && <p ref={alert} tabIndex={-1} role="alert" className="login-error">{message}</p>}
      <label htmlFor={`${id}-name`}>{t("login.name")}</label>
      <input id={`${id}-name`} name="login_name" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
      <label htmlFor={`${id}-password`}>{t("login.password")}</label>
      <span className="login-password">
        <input
          id={`${id}-password`} name="password" type={shown ? "text" : "password"} autoComplete="current-password"
          onKeyUp={(event: KeyboardEvent) => setCaps(event.getModifierState("CapsLock"))}
        />
        <button type="button" onClick={() => setShown(!shown)}>{shown ? t("login.hide") : t("login.show")}</button>
      </span>
      {caps && <p className="login-hint" role="status">{t("login.caps")}</p>}
      <button type="submit" className="login-submit" aria-disabled={busy}>{busy ? t("login.busy") : t("login.submit")}</button>
    </form>
  );
}

function wordsFor(error: unknown): string {
  if (error instanceof NetworkError) return t("login.offline");
  if (!(error instanceof ProblemError)) throw error;
  if (error.retryAfter) return t("login.wait", { n: error.retryAfter });
  return error.status === 401 ? t("login.failed") : error.message;
}
