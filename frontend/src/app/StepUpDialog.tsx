/** Asks once more who is calling, over the page as it stands; then the waiting request goes on. */
import { Button, Modal } from "antd";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useSession } from "@/api/session";
import { endProof, useProofWanted } from "@/api/stepUp";
import { ErrorSummary, focusOn } from "@/kit";
import { t } from "@/lib/i18n";

const FIELD = "proof-value";

export function StepUpDialog() {
  const wanted = useProofWanted();
  useEffect(() => () => endProof(false), []); // the page is left: nothing goes on waiting
  return (
    <Modal
      open={wanted} title={t("proof.title")} footer={null} onCancel={() => endProof(false)}
      mask={{ closable: false }} destroyOnHidden width={440} zIndex={1900} afterOpenChange={focusOn(FIELD)}
    >
      <p className="quiet">{t("proof.why")}</p>
      <ProofForm />
    </Modal>
  );
}

function ProofForm() {
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const byCode = useSession().me?.has_second_factor ?? false;
  const prove = useSend(async (value: string) => {
    await api.post("/auth/step-up", byCode ? { code: value } : { password: value });
    endProof(true); // at once: the waiting request does not wait for lists to be read again
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (prove.busy) return;
    const value = field.current?.value ?? "";
    setMissing(!value);
    if (value && !(await prove.send(value))) field.current?.select();
  }

  return (
    <form className="proof-form" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary
        items={missing ? [{ field: FIELD, message: t(byCode ? "proof.code.missing" : "proof.missing") }] : []} error={missing ? null : prove.error}
        controlId={() => FIELD}
      />
      <label htmlFor={FIELD}>{t(byCode ? "proof.code" : "proof.password")}</label>
      {byCode
        ? <input id={FIELD} ref={field} inputMode="numeric" autoComplete="one-time-code" maxLength={20} aria-describedby={`${FIELD}-hint`} />
        : <input id={FIELD} ref={field} type="password" autoComplete="current-password" maxLength={128} />}
      {byCode && <p id={`${FIELD}-hint`} className="quiet">{t("proof.code.hint")}</p>}
      <div className="row-gap proof-buttons">
        <Button onClick={() => endProof(false)}>{t("proof.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={prove.busy}>{t("proof.submit")}</Button>
      </div>
    </form>
  );
}
