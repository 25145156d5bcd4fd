/** Calls and shapes of accounts and sessions. */
import { api } from "@/api/client";
import type { Action } from "@/api/types";

export interface SessionRow {
  readonly id: string;
  readonly user_agent: string;
  readonly started_at: string;
  readonly used_at: string;
  readonly is_current: boolean;
}

export interface AccountRow {
  readonly id: string;
  readonly login_name: string;
  readonly person_name: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly status: string;
  readonly last_login_at: string | null;
}

export interface Account extends AccountRow {
  readonly actions: readonly Action[];
}

export interface AccountIn {
  readonly login_name: string;
  readonly person_name: string;
  readonly role: string;
  readonly organisation_id: string;
}

/** The answer that carries a one-time password, shown once. */
export interface AccountCreated {
  readonly account: Account;
  readonly initial_password: string;
}

export const changePassword = (current_password: string, new_password: string) =>
  api.post("/me/password", { current_password, new_password });
export const endSession = (id: string) => api.remove(`/me/sessions/${id}`);
export const createAccount = (values: AccountIn) => api.post<AccountCreated>("/accounts", values);
