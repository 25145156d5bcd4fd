/** Who is signed in. The access token lives in this module's memory only; the cookie renews it. */
import { useSyncExternalStore } from "react";

import { BASE } from "./base";
import type { ChallengeOut, MeOut, TokenOut } from "./client/types.gen";
import { NetworkError, problemOf, SignedOutError } from "./problem";

export type Me = MeOut;

/** expired: the page stays as it is and asks to sign in again on top of it. */
export type SessionState = "starting" | "anonymous" | "signed_in" | "expired";

interface Session {
  readonly state: SessionState;
  readonly me: Me | null;
}

const EARLY_MS = 20_000; // renew a little before the token ends
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("union-session");

let session: Session = { state: "starting", me: null };
let token = "";
let validUntil = 0;
let renewal: Promise<boolean> | null = null;
let waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

export function currentState(): SessionState {
  return session.state;
}

/** The signed-in person; only for components below the signed-in app. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("useMe outside the signed-in app");
  return me;
}

/** `const can = useCan(); can("members:write")`. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** First load and after the token ran out: true when the cookie is still good. Raises NetworkError. */
export async function renew(): Promise<boolean> {
  renewal ??= exclusively(askForToken).finally(() => {
    renewal = null;
  });
  return renewal;
}

export async function start(): Promise<void> {
  if (!(await renew())) move({ state: "anonymous", me: null });
}

/** Signs in; for an account with a second factor the answer is what goes back together with its code. */
export async function signIn(loginName: string, password: string): Promise<string | null> {
  const response = await post("/auth/login", { login_name: loginName, password });
  if (response.status === 202) return ((await response.json()) as ChallengeOut).challenge;
  await enter(response);
  return null;
}

export async function signInWithCode(challenge: string, code: string): Promise<void> {
  await enter(await post("/auth/login/code", { challenge, code }));
}

async function enter(response: Response): Promise<void> {
  if (!response.ok) throw await problemOf(response);
  const before = session.me?.id;
  accept((await response.json()) as TokenOut, true);
  if (before && before !== session.me?.id) window.location.assign("/"); // another person: nothing of the first may stay
}

export async function signOut(): Promise<void> {
  const bearer = token;
  leave();
  channel?.postMessage({ kind: "left" });
  await post("/auth/logout", undefined, bearer);
}

/** A token for the next request; waits for the person when the session has ended. */
export async function usableToken(): Promise<string> {
  if (isFresh() || (await renew()) || isFresh()) return token;
  await signInAgain();
  return token;
}

/** The server refused this token although it looked good. */
export function distrust(refused: string): void {
  if (refused === token) validUntil = 0;
}

/** The person closed the dialog of an ended session: back to the login page. */
export function giveUp(): void {
  leave();
}

/** After a change of the own account (password): the cached person is read again. */
export function replaceMe(me: Me): void {
  move({ ...session, me });
}

/** The session has got another name (acting for somebody, or back): every tab starts afresh, nothing of the first stays. */
export function changedName(): void {
  channel?.postMessage({ kind: "renamed" });
  window.location.assign("/");
}

function isFresh(): boolean {
  return token !== "" && Date.now() < validUntil - EARLY_MS;
}

function signInAgain(): Promise<void> {
  if (!session.me) {
    leave();
    return Promise.reject(new SignedOutError());
  }
  move({ state: "expired", me: session.me });
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

async function askForToken(): Promise<boolean> {
  if (isFresh()) return true; // another tab has just brought one
  const response = await post("/auth/refresh");
  if (response.status === 401 || response.status === 403) return false;
  if (!response.ok) throw await problemOf(response);
  accept((await response.json()) as TokenOut, false);
  return true;
}

/** Five tabs renew once: the first holds the lock and passes the token on through memory. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request("union-refresh", work) as Promise<T>) : work();
}

function accept(answer: TokenOut, announce: boolean): void {
  adopt(answer);
  channel?.postMessage({ kind: announce ? "entered" : "renewed", answer });
}

function adopt(answer: TokenOut): void {
  const isRenamed = session.me !== null && session.me.acting_for !== answer.me.acting_for;
  token = answer.access_token;
  validUntil = Date.now() + answer.expires_in * 1000;
  move({ state: "signed_in", me: answer.me });
  const resumed = waiting;
  waiting = [];
  resumed.forEach((one) => one.resolve());
  if (isRenamed) window.location.assign("/");
}

function leave(): void {
  token = "";
  validUntil = 0;
  const left = waiting;
  waiting = [];
  left.forEach((one) => one.reject(new SignedOutError()));
  move({ state: "anonymous", me: null });
}

async function post(path: string, body?: object, bearer?: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  try {
    return await fetch(BASE + path, {
      method: "POST",
      credentials: "same-origin",
      headers,
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new NetworkError();
  }
}

function move(next: Session): void {
  session = next;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

channel?.addEventListener("message", (event: MessageEvent<{ kind: string; answer?: TokenOut }>) => {
  const { kind, answer } = event.data;
  if (kind === "left") leave();
  else if (kind === "renamed" && session.me) window.location.assign("/");
  else if (answer && session.me && session.me.id !== answer.me.id) window.location.assign("/");
  else if (answer && (kind === "entered" || session.state !== "anonymous")) adopt(answer);
});

