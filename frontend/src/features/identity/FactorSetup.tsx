/** Scanning a new authenticator and confirming it with its first code. */
import { api } from "@/api/client";
import type { EnrolmentOut, RecoveryCodesOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { EntryForm, Field, FormSection, Input, QRCode, useNotify } from "@/kit";
import { t } from "@/lib/i18n";

interface FactorSetupProps {
  readonly setup: EnrolmentOut;
  readonly onCancel: () => void;
  readonly onDone: (codes: RecoveryCodesOut) => void;
}

const QR_SIZE = 200;

export function FactorSetup({ setup, onCancel, onDone }: FactorSetupProps) {
  const notify = useNotify();
  const confirm = useSend(
    ({ code }: { code: string }) => api.post<RecoveryCodesOut>("/me/second-factor/confirm", { code }),
    { refresh: ["/me/"], onDone: (codes) => { notify.done(t("factor.done")); onDone(codes); } },
  );
  return (
    <>
      <h3>{t("factor.scan")}</h3>
      <div className="gap-above gap-below" role="img" aria-label={t("factor.scan.label")}>
        <QRCode type="svg" value={setup.uri} size={QR_SIZE} errorLevel="M" />
      </div>
      <p>{t("factor.secret")}</p>
      <p className="one-time gap-below"><code>{grouped(setup.secret)}</code></p>
      <EntryForm<{ code: string }>
        onSubmit={confirm.send} busy={confirm.busy} error={confirm.error} submitLabel={t("factor.enable")} onCancel={onCancel}
        labels={{ code: t("factor.code") }}
      >
        <FormSection title={t("factor.confirm")} columns={1}>
          <Field name="code" label={t("factor.code")} required>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={20} />
          </Field>
        </FormSection>
      </EntryForm>
    </>
  );
}

/** The secret in groups of four, as authenticators take it. */
function grouped(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}
