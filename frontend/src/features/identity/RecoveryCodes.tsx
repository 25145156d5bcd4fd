/** Shows recovery codes once. */
import { Button, Modal } from "@/kit";
import { t } from "@/lib/i18n";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const buttons = [
    <Button key="print" onClick={() => window.print()}>{t("factor.codes.print")}</Button>,
    <Button key="close" type="primary" onClick={onClose}>{t("factor.codes.saved")}</Button>,
  ];
  return (
    <Modal open title={t("factor.codes.title")} footer={buttons} closable={false} mask={{ closable: false }} keyboard={false}>
      <p>{t("factor.codes.text")}</p>
      <p className="one-time"><code style={{ whiteSpace: "pre-line" }}>{codes.join("\n")}</code></p>
    </Modal>
  );
}
