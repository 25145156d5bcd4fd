/** Words of the login page. */
import type { login as zh } from "../zh/login";

export const login: Record<keyof typeof zh, string> = {
  "app.name": "Union Ledger",
  "app.owner": "District union business ledger",
  "login.title": "Sign in",
  "login.name": "Login name",
  "login.password": "Password",
  "login.show": "Show password",
  "login.hide": "Hide password",
  "login.submit": "Sign in",
  "login.busy": "Signing in…",
  "login.missing": "Enter your login name and password",
  "login.failed": "The login name or password is not right; please try again",
  "login.wait": "Too many attempts; try again in {n} seconds",
  "login.offline": "The server cannot be reached; check the network and try again",
  "login.caps": "Caps Lock is on",
  "login.help": "Forgot your password? Ask the system administrator of the union above yours.",
  "login.starting": "Opening…",
  "login.retry": "Try again",
  "login.expired": "Your session has ended",
  "login.expired.why": "To protect the data you are asked to sign in again after a pause. What you typed is still here.",
  "login.leave": "Stop here and go to the login page",
  "login.language": "中文",
  "login.large": "Large text",
  "login.normal": "Normal text",
};
