/** English words of the fresh proof (step-up) and of the second factor. */
import type { secondFactor as zh } from "../zh/secondFactor";

export const secondFactor: Record<keyof typeof zh, string> = {
  "proof.title": "Please confirm it is you",
  "proof.why": "This step uses sensitive data or wide rights. You will not be asked again for 10 minutes, and what you typed is still here.",
  "proof.password": "Password",
  "proof.code": "Verification code",
  "proof.code.hint": "Open the authenticator on your phone and type the 6 digits it shows. Without the phone, type a recovery code.",
  "proof.submit": "Confirm and continue",
  "proof.cancel": "Not now",
  "proof.missing": "Please type your password",
  "proof.code.missing": "Please type the code",
};
