/** How states and actions of a return look. */
import type { ActionLook, Tones } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

export const RETURN_TONES: Tones = {
  draft: "neutral", submitted: "active", returned: "problem", accepted: "good", locked: "neutral", missing: "attention",
};

export function actionLooks(): Readonly<Record<string, ActionLook>> {
  return {
    submit_zero: { effect: t("returns.effect.submit_zero") },
    withdraw: { effect: t("returns.effect.withdraw") },
    accept: { effect: t("returns.effect.accept"), primary: true },
    return: { effect: t("returns.effect.return"), danger: true },
    lock: { effect: t("returns.effect.lock"), primary: true },
    reopen: { effect: t("returns.effect.reopen"), danger: true },
  };
}
