/** Shows a generated password once. */
import { Button, Modal } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

interface FirstPasswordProps {
  readonly object: string;
  readonly password: string;
  readonly onClose: () => void;
}

export function FirstPassword({ object, password, onClose }: FirstPasswordProps) {
  const close = <Button type="primary" onClick={onClose}>{t("accounts.password.closed")}</Button>;
  return (
    <Modal open title={`${t("accounts.password.title")}：${object}`} footer={close} closable={false} mask={{ closable: false }}>
      <p>{t("accounts.password.text")}</p>
      <p className="one-time"><code>{password}</code></p>
    </Modal>
  );
}
