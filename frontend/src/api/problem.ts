/** What went wrong, typed: a problem document of the server, or no answer at all. */

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly type?: string;
  readonly trace_id?: string;
  readonly errors?: readonly FieldProblem[];
}

/** RFC 9457 answer of the server; `status` 0 is never used here (see NetworkError). */
export class ProblemError extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly traceId: string;
  readonly errors: readonly FieldProblem[];
  /** Seconds the server asks to wait, or null. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.name = "ProblemError";
    this.status = status;
    this.type = body.type ?? "about:blank";
    this.title = body.title ?? this.message;
    this.traceId = body.trace_id ?? "";
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** The request got no answer: offline, or the server is away. Nothing typed is lost; try again. */
export class NetworkError extends Error {
  constructor() {
    super("network");
    this.name = "NetworkError";
  }
}

/** The caller chose not to sign in again. */
export class SignedOutError extends Error {
  constructor() {
    super("signed out");
    this.name = "SignedOutError";
  }
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const wait = Number(response.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  const text = await response.text();
  return new ProblemError(response.status, parse(text), retryAfter);
}

/** Missing or foreign objects, missing rights: a page of their own instead of a message. */
export function hasStatus(error: unknown, ...statuses: number[]): error is ProblemError {
  return error instanceof ProblemError && statuses.includes(error.status);
}

function parse(text: string): ProblemBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as ProblemBody) : {};
  } catch {
    return {}; // a proxy's HTML page: the status alone has to do
  }
}
