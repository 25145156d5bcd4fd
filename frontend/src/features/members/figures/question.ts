/** Of which place and moment members are laid out, in the address and as the API asks. */
import type { Query } from "@/api/client";
import { param } from "@/lib/urlState";

export const PARAMS = {
  by: param.text(), as_of: param.text(), known_on: param.text(), organisation_id: param.text(), tree: param.text(),
};

export interface Question {
  readonly by?: string;
  readonly as_of?: string;
  readonly known_on?: string;
  readonly organisation_id?: string;
  readonly tree?: string;
}

export const MEASURES = ["members", "retained", "joined"] as const;
export type Measure = (typeof MEASURES)[number];

/** A day of recording counts to its end. */
export function asked({ known_on: knownOn, ...rest }: Question): Query {
  return { ...rest, known_at: knownOn ? `${knownOn}T23:59:59+08:00` : undefined };
}

/** An address of these pages for a question, with more conditions. */
export function hrefOf(path: string, question: Question, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...question, ...more })) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
