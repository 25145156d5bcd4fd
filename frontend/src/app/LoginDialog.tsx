/** Asks to sign in again over the page as it stands; nothing typed is lost. */
import { Modal } from "antd";

import { giveUp, useSession } from "@/api/session";
import { focusOn } from "@/kit";
import { t } from "@/lib/i18n";

import { LoginForm } from "./LoginForm";

export function LoginDialog() {
  const { state } = useSession();
  return (
    <Modal
      open={state === "expired"} title={t("login.expired")} footer={null} closable={false}
      keyboard={false} mask={{ closable: false }} destroyOnHidden width={420} zIndex={2000} afterOpenChange={focusOn("again-name")}
    >
      <p className="quiet">{t("login.expired.why")}</p>
      <LoginForm prefix="again" />
      <p className="login-again-leave">
        <button type="button" className="link-button" onClick={giveUp}>{t("login.leave")}</button>
      </p>
    </Modal>
  );
}
