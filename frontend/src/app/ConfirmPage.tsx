/** A person's own answer to a batch enrolment: code and the last four of the ID number, without an account. */
import { useState, type FormEvent } from "react";

import { t } from "@/lib/i18n";

interface Asked {
  readonly organisation_name: string;
  readonly title: string;
  readonly status: string;
}

export function ConfirmPage() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [typed, setTyped] = useState({ code: "", id_tail: "" });
  const [problem, setProblem] = useState("");
  const answer = async (agree?: boolean) => {
    const found = await send({ ...typed, ...(agree === undefined ? {} : { agree }) });
    setProblem(typeof found === "string" ? found : "");
    if (typeof found !== "string") setAsked(found);
  };
  const submit = (event: FormEvent) => { event.preventDefault(); void answer(); };
  return (
    <div className="login-page">
      <main className="login-card">
        <p className="login-owner">{t("app.owner")}</p>
        <h1>{t("confirm.title")}</h1>
        {problem && <p role="alert" className="login-error">{problem}</p>}
        {asked ? <Question asked={asked} onAnswer={(agree) => void answer(agree)} /> : (
          <form className="login-form" onSubmit={submit} noValidate>
            <p className="login-help">{t("confirm.lead")}</p>
            <Box name="code" value={typed.code} max={20} onChange={(code) => setTyped({ ...typed, code })} />
            <Box name="id_tail" value={typed.id_tail} max={4} onChange={(tail) => setTyped({ ...typed, id_tail: tail })} />
            <button type="submit" className="login-submit">{t("confirm.look")}</button>
          </form>
        )}
      </main>
    </div>
  );
}

interface BoxProps {
  readonly name: "code" | "id_tail";
  readonly value: string;
  readonly max: number;
  readonly onChange: (value: string) => void;
}

function Box({ name, value, max, onChange }: BoxProps) {
  return (
    <>
      <label htmlFor={name}>{t(`confirm.${name}`)}</label>
      <input id={name} value={value} maxLength={max} autoComplete="off" spellCheck={false} onChange={(event) => onChange(event.target.value)} />
    </>
  );
}

function Question({ asked, onAnswer }: { readonly asked: Asked; readonly onAnswer: (agree: boolean) => void }) {
  if (asked.status !== "waiting") {
    return <p role="status">{t(asked.status === "confirmed" ? "confirm.agreed" : "confirm.declined", { name: asked.organisation_name })}</p>;
  }
  return (
    <>
      <p>{t("confirm.question", { name: asked.organisation_name, title: asked.title })}</p>
      <div className="login-form">
        <button type="button" className="login-submit" onClick={() => onAnswer(true)}>{t("confirm.yes")}</button>
        <button type="button" onClick={() => onAnswer(false)}>{t("confirm.no")}</button>
      </div>
    </>
  );
}

/** What is asked, or why it cannot be. */
async function send(body: Readonly<Record<string, unknown>>): Promise<Asked | string> {
  try {
    const response = await fetch("/api/v1/members/confirmations", {
      method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return response.ok ? (await response.json()) as Asked : t("confirm.wrong");
  } catch {
    return t("login.offline");
  }
}
