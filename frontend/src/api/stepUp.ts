/** A request that wants a fresh proof of who is calling waits here until the person gave it or gave up. */
import { useSyncExternalStore } from "react";

const TYPE = "/problems/step-up-required";

let waiting: ((proved: boolean) => void)[] = [];
const listeners = new Set<() => void>();

/** Whether the server refused only for want of a fresh proof. */
export async function wantsProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const problem = (await response.clone().json().catch(() => ({}))) as { readonly type?: string };
  return problem.type === TYPE;
}

/** Asks the person, once for all requests that wait; false when they gave up. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    tell();
  });
}

/** The dialog is open while this is true. */
export function useProofWanted(): boolean {
  return useSyncExternalStore(subscribe, () => waiting.length > 0);
}

/** The person proved who they are, or closed the dialog. */
export function endProof(proved: boolean): void {
  const answered = waiting;
  waiting = [];
  answered.forEach((resolve) => resolve(proved));
  tell();
}

function tell(): void {
  listeners.forEach((one) => one());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
