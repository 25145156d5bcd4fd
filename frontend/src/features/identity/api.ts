/** Calls and shapes of accounts and sessions. */
import { api } from "@/api/client";
import { changedName } from "@/api/session";
import type {
  AccountChangeIn, AccountIn, AccountOut, AccountResult, AccountRow, DelegationIn, DelegationOut, GrantIn, GrantOut, GrantRow, HandoverIn, HandoverPreviewOut,
  MeOut, DeclaredRelativeIn, DeclaredRelativeOut, RightOut, SessionOut, WorkOut,
} from "@/api/client/types.gen";

export type {
  AccountChangeIn, AccountIn, AccountOut, AccountResult, AccountRow, DelegationIn, DelegationOut, GrantIn, GrantOut, GrantRow, HandoverIn, HandoverPreviewOut,
  DeclaredRelativeIn, DeclaredRelativeOut, RightOut, SessionOut, WorkOut,
};

/** Changes the own password and reads who one is again: rights come back after a first password. */
export async function changePassword(values: { current_password: string; new_password: string }): Promise<MeOut> {
  await api.post("/me/password", { current_password: values.current_password, new_password: values.new_password });
  return api.get<MeOut>("/me");
}

export const endSession = (id: string) => api.remove(`/me/sessions/${id}`);
export const openAccount = (values: AccountIn) => api.post<AccountResult>("/accounts", values);

/** Acts for the principal of a delegation from now on; the page starts afresh, nothing of the own view stays. */
export async function actFor(id: string): Promise<void> {
  await api.post(`/auth/act-for/${id}`, undefined);
  changedName();
}
