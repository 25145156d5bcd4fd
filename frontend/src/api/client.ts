/** The one door to the server: token, problem documents, ETag, idempotency, one request per double click. */
import { BASE } from "./base";
import { NetworkError, problemOf } from "./problem";
import { distrust, usableToken } from "./session";
import { askForProof, wantsProof } from "./stepUp";

export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface Options {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** The ETag (or version) of what the person saw; sent as If-Match. */
  readonly ifMatch?: string | number;
}

/** One object with the ETag to send back when it is changed. */
export interface Versioned<T> {
  readonly data: T;
  readonly etag: string;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const inFlight = new Map<string, Promise<Response>>();
const keys = new Map<string, string>(); // signature of an unanswered POST -> its idempotency key

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => json<T>(send("GET", path, undefined, { query, signal })),
  /** One object together with its ETag. */
  read: async <T>(path: string, signal?: AbortSignal): Promise<Versioned<T>> => {
    const response = await send("GET", path, undefined, { signal });
    return { data: (await response.json()) as T, etag: response.headers.get("ETag") ?? "" };
  },
  /** Every POST carries an Idempotency-Key; a retry after a lost answer carries the same one. */
  post: <T = void>(path: string, body?: unknown, options?: Options): Promise<T> => json<T>(send("POST", path, body, options)),
  put: <T = void>(path: string, body: unknown, options?: Options): Promise<T> => json<T>(send("PUT", path, body, options)),
  patch: <T = void>(path: string, body: unknown, options?: Options): Promise<T> => json<T>(send("PATCH", path, body, options)),
  remove: <T = void>(path: string, options?: Options): Promise<T> => json<T>(send("DELETE", path, undefined, options)),
  /** Multipart upload of one file in the form field `file`, with further plain fields. */
  upload: <T>(path: string, file: File, fields: Readonly<Record<string, string>> = {}): Promise<T> => {
    const form = new FormData();
    form.append("file", file);
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    return json<T>(send("POST", path, form));
  },
  /** Fetches a file with the caller's rights and hands it to the browser under its server-given name. */
  download: async (path: string, query?: Query, fallbackName = "download"): Promise<void> => {
    const response = await send("GET", path, undefined, { query });
    save(await response.blob(), fileName(response.headers.get("Content-Disposition")) ?? fallbackName);
  },
  /** The same for a file whose taking is an act of its own (counted, on the audit trail). */
  fetchFile: async (path: string, fallbackName: string): Promise<void> => {
    const response = await send("POST", path);
    save(await response.blob(), fileName(response.headers.get("Content-Disposition")) ?? fallbackName);
  },
};

/** "?q=…&status=a&status=b" with empty values left away, or "". */
export function queryString(query: Query | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "object") value.forEach((one) => search.append(name, one));
    else search.append(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

async function send(method: Method, path: string, body?: unknown, options: Options = {}): Promise<Response> {
  const url = BASE + path + queryString(options.query);
  if (method === "GET") return checked(await attempt(method, url, undefined, headersFor(options), options.signal));
  const signature = signatureOf(method, url, body);
  const running = inFlight.get(signature);
  if (running) return checked((await running).clone());
  const headers = headersFor(options);
  if (method === "POST") headers["Idempotency-Key"] = keyFor(signature);
  const promise = attempt(method, url, body, headers, options.signal);
  inFlight.set(signature, promise);
  try {
    const response = await promise;
    keys.delete(signature); // answered: the next identical request is a new wish
    return await checked(response.clone());
  } finally {
    inFlight.delete(signature);
  }
}

/** Repeated once with the same key after the person proved who they are; a refusal stands when they gave up. */
async function attempt(
  method: Method, url: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal,
): Promise<Response> {
  const response = await signed(method, url, body, headers, signal);
  if (!(await wantsProof(response)) || !(await askForProof())) return response;
  return signed(method, url, body, headers, signal);
}

async function signed(
  method: Method, url: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal,
): Promise<Response> {
  const first = await usableToken();
  const response = await once(method, url, body, headers, first, signal);
  if (response.status !== 401) return response;
  distrust(first);
  return once(method, url, body, headers, await usableToken(), signal);
}

async function once(
  method: Method, url: string, body: unknown, headers: Record<string, string>, token: string, signal?: AbortSignal,
): Promise<Response> {
  const plain = body instanceof FormData || body === undefined;
  try {
    return await fetch(url, {
      method,
      signal,
      credentials: "same-origin",
      headers: { ...headers, ...(plain ? {} : { "Content-Type": "application/json" }), Authorization: `Bearer ${token}` },
      body: body instanceof FormData ? body : body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NetworkError();
  }
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function json<T>(pending: Promise<Response>): Promise<T> {
  const text = await (await pending).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

function headersFor(options: Options): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const { ifMatch } = options;
  if (ifMatch !== undefined) headers["If-Match"] = typeof ifMatch === "number" ? `"v${ifMatch}"` : ifMatch;
  return headers;
}

function signatureOf(method: Method, url: string, body: unknown): string {
  const file = body instanceof FormData ? body.get("file") : null;
  const content = file instanceof File ? [file.name, file.size, file.lastModified].join("/") : JSON.stringify(body ?? null);
  return `${method} ${url} ${content}`;
}

function keyFor(signature: string): string {
  const key = keys.get(signature) ?? newKey();
  keys.set(signature, key);
  return key;
}

/** crypto.randomUUID is missing on Chromium < 92 and on plain HTTP; getRandomValues is everywhere. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fileName(disposition: string | null): string | null {
  const star = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (star) return decodeURIComponent(star);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? null;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
