/** The second step of log-in: the code of the authenticator, or a recovery code. */
import { useEffect, useRef, useState, type FormEvent } from "react";

import { NetworkError, ProblemError } from "@/api/problem";
import { signInWithCode } from "@/api/session";
import { t } from "@/lib/i18n";

interface LoginCodeProps {
  readonly prefix: string;
  readonly challenge: string;
  /** Back to the password, with a reason when it took too long. */
  readonly onOver: (message: string) => void;
}

export function LoginCode({ prefix, challenge, onOver }: LoginCodeProps) {
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const code = field.current?.value.trim() ?? "";
    if (busy) return;
    if (!code) return fail(t("login.code.missing"));
    setBusy(true);
    setMessage("");
    try {
      await signInWithCode(challenge, code);
    } catch (error) {
      setBusy(false);
      if (error instanceof ProblemError && error.type === "/problems/challenge-over") onOver(t("login.code.over"));
      else fail(wordsFor(error));
    }
  }

  function fail(text: string): void {
    setMessage(text);
    field.current?.select();
  }

  return (
    <form className="login-form" onSubmit={(event) => void submit(event)} noValidate>
      {message && <p role="alert" className="login-error">{message}</p>}
      <p>{t("login.code.lead")}</p>
      <label htmlFor={`${prefix}-code`}>{t("login.code")}</label>
      <input
        id={`${prefix}-code`} ref={field} inputMode="numeric" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false}
        maxLength={20} aria-describedby={`${prefix}-lost`}
      />
      <p id={`${prefix}-lost`} className="login-hint">{t("login.code.lost")}</p>
      <button type="submit" className="login-submit" aria-disabled={busy}>{busy ? t("login.busy") : t("login.submit")}</button>
      <button type="button" className="login-back" onClick={() => onOver("")}>{t("login.code.back")}</button>
    </form>
  );
}

function wordsFor(error: unknown): string {
  if (error instanceof NetworkError) return t("login.offline");
  if (!(error instanceof ProblemError)) throw error;
  if (error.retryAfter) return t("login.wait", { n: error.retryAfter });
  return error.status === 401 || error.status === 422 ? t("login.code.failed") : error.message;
}
