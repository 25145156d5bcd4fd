/** The door to the server: tokens, problems, double clicks, lost answers, ended sessions. */
import { beforeEach, expect, test, vi } from "vitest";

import type { MeOut } from "./client/types.gen";
import { NetworkError, ProblemError, SignedOutError } from "./problem";

const ME: MeOut = {
  id: "1", login_name: "a", person_name: "甲", role: "district", permissions: [], must_change_password: false, has_second_factor: false, must_enrol: false, offices: [], acting_for: null, today: "2020-12-16",
  organisation: { id: "2", name: "区总工会", org_path: "430702." }, district: { id: "430702", name: "武陵区" },
};

type Answer = (request: { path: string; method: string; headers: Headers; body: unknown }) => Response | Promise<Response>;

const calls: { path: string; method: string; headers: Headers; body: unknown }[] = [];
let answer: Answer;

function answering(next: Answer): void {
  answer = next;
}

function token(value = "t1", expires = 600): Response {
  return Response.json({ access_token: value, expires_in: expires, me: ME });
}

async function fresh() {
  vi.resetModules();
  const { api, queryString } = await import("./client");
  const session = await import("./session");
  const problems = await import("./problem");
  return { api, queryString, session, problems };
}

beforeEach(() => {
  calls.length = 0;
  vi.stubGlobal("BroadcastChannel", undefined); // a tab on its own, unless a test opens more
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const call = { path: url.replace("/api/v1", ""), method: init.method ?? "GET", headers: new Headers(init.headers), body: init.body };
    calls.push(call);
    return answer(call);
  });
});

const sent = (path: string) => calls.filter((call) => call.path === path);

test("requests carry a token that is fetched once for all", async () => {
  const { api } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({ ok: true })));
  await Promise.all([api.get("/a"), api.get("/b"), api.get("/c")]);
  expect(sent("/auth/refresh")).toHaveLength(1);
  expect(sent("/b")[0]?.headers.get("Authorization")).toBe("Bearer t1");
});

test("a refused token is renewed and the request repeated once", async () => {
  const { api } = await fresh();
  let given = 0;
  answering(({ path, headers }) => {
    if (path === "/auth/refresh") return token(`t${(given += 1)}`);
    return headers.get("Authorization") === "Bearer t2" ? Response.json({ ok: true }) : new Response("{}", { status: 401 });
  });
  await expect(api.get("/a")).resolves.toEqual({ ok: true });
  expect(sent("/a")).toHaveLength(2);
});

test("two fast clicks send one request and both get the answer", async () => {
  const { api } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({ id: 7 })));
  const both = await Promise.all([api.post("/members", { name: "甲" }), api.post("/members", { name: "甲" })]);
  expect(both).toEqual([{ id: 7 }, { id: 7 }]);
  expect(sent("/members")).toHaveLength(1);
  await api.post("/members", { name: "甲" });
  expect(sent("/members")).toHaveLength(2);
  expect(sent("/members")[0]?.headers.get("Idempotency-Key")).not.toBe(sent("/members")[1]?.headers.get("Idempotency-Key"));
});

test("a retry after a lost answer carries the same idempotency key", async () => {
  const { api, problems } = await fresh();
  let lost = true;
  answering(({ path }) => {
    if (path === "/auth/refresh") return token();
    if (lost) throw new TypeError("network");
    return Response.json({});
  });
  await expect(api.post("/imports", { a: 1 })).rejects.toBeInstanceOf(problems.NetworkError);
  lost = false;
  await api.post("/imports", { a: 1 });
  const keys = sent("/imports").map((call) => call.headers.get("Idempotency-Key"));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[0]).toBe(keys[1]);
});

test("a problem document becomes a typed error", async () => {
  const { api, problems } = await fresh();
  const body = { title: "填写有误", detail: "请改", status: 422, trace_id: "tr", errors: [{ field: "name", code: "x", message: "太长", fix: "改短" }] };
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json(body, { status: 422 })));
  const error = await api.post("/members", {}).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(problems.ProblemError);
  expect(error).toMatchObject({ status: 422, traceId: "tr", message: "请改", errors: [{ field: "name", message: "太长" }] });
});

test("an HTML error page of a proxy still gives a status", async () => {
  const { api } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : new Response("<html>", { status: 502 })));
  await expect(api.get("/a")).rejects.toMatchObject({ status: 502 });
});

test("ETag is read and sent back, a version number in the same spelling", async () => {
  const { api } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({ id: 1 }, { headers: { ETag: '"v3"' } })));
  const { etag } = await api.read("/members/1");
  await api.patch("/members/1", { name: "乙" }, { ifMatch: etag });
  await api.patch("/members/1", { name: "丙" }, { ifMatch: 4 });
  expect(sent("/members/1").map((call) => call.headers.get("If-Match"))).toEqual([null, '"v3"', '"v4"']);
});

test("an ended session waits for the person and then repeats the request", async () => {
  const { api, session } = await fresh();
  let valid = true;
  answering(({ path }) => {
    if (path === "/auth/refresh") return valid ? token("t1", 1) : new Response("{}", { status: 401 });
    if (path === "/auth/login") return token("t9");
    return Response.json({ saved: true });
  });
  await session.start();
  valid = false;
  const saving = api.patch("/returns/1", { a: 1 });
  await vi.waitFor(() => expect(session.currentState()).toBe("expired"));
  expect(sent("/returns/1")).toHaveLength(0);
  await session.signIn("a", "b");
  await expect(saving).resolves.toEqual({ saved: true });
  expect(sent("/returns/1")[0]?.headers.get("Authorization")).toBe("Bearer t9");
});

test("who does not sign in again gets no answer and no request is sent", async () => {
  const { api, session, problems } = await fresh();
  let valid = true;
  answering(() => (valid ? token("t1", 1) : new Response("{}", { status: 401 })));
  await session.start();
  valid = false;
  const reading = api.get("/a").catch((caught: unknown) => caught);
  await vi.waitFor(() => expect(session.currentState()).toBe("expired"));
  session.giveUp();
  expect(await reading).toBeInstanceOf(problems.SignedOutError);
  expect(sent("/a")).toHaveLength(0);
});

test("without any session a request is refused at once", async () => {
  const { api, problems } = await fresh();
  answering(() => new Response("{}", { status: 401 }));
  await expect(api.get("/a")).rejects.toBeInstanceOf(problems.SignedOutError);
});

test("a second tab takes the token of the first instead of renewing again", async () => {
  const tabs: { heard?: (event: { data: unknown }) => void }[] = [];
  vi.stubGlobal("BroadcastChannel", class {
    heard?: (event: { data: unknown }) => void;
    constructor() { tabs.push(this); }
    addEventListener(_kind: string, heard: (event: { data: unknown }) => void) { this.heard = heard; }
    postMessage(data: unknown) { tabs.filter((tab) => tab !== this).forEach((tab) => tab.heard?.({ data })); }
  });
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({})));
  const first = await fresh();
  const second = await fresh();
  await first.session.start();
  await second.api.get("/a");
  expect(sent("/auth/refresh")).toHaveLength(1);
  expect(sent("/a")[0]?.headers.get("Authorization")).toBe("Bearer t1");
});

test("every tab starts afresh when the session acts for somebody else, and the message names nobody", async () => {
  const tabs: { heard?: (event: { data: unknown }) => void }[] = [];
  const told: unknown[] = [];
  vi.stubGlobal("BroadcastChannel", class {
    heard?: (event: { data: unknown }) => void;
    constructor() { tabs.push(this); }
    addEventListener(_kind: string, heard: (event: { data: unknown }) => void) { this.heard = heard; }
    postMessage(data: unknown) { told.push(data); tabs.filter((tab) => tab !== this).forEach((tab) => tab.heard?.({ data })); }
  });
  const opened: string[] = [];
  vi.stubGlobal("location", { assign: (address: string) => opened.push(address) });
  let name: string | null = null;
  answering(() => Response.json({ access_token: "t1", expires_in: 600, me: { ...ME, acting_for: name } }));
  const first = await fresh();
  const second = await fresh();
  await first.session.start();
  await second.session.start();
  expect(opened).toEqual([]);
  first.session.changedName();
  expect(opened).toEqual(["/", "/"]);
  expect(told.at(-1)).toEqual({ kind: "renamed" });
  name = "乙"; // a tab that missed the message learns it with its next token
  await second.session.signIn("a", "b");
  expect(opened.length).toBeGreaterThan(2);
  vi.unstubAllGlobals();
});

test("nothing is kept in the browser's storage", async () => {
  const { api } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({})));
  await api.get("/a");
  expect(localStorage).toHaveLength(0);
  expect(sessionStorage).toHaveLength(0);
});

test("query strings leave empty values away and repeat lists", async () => {
  const { queryString } = await fresh();
  expect(queryString({ q: "甲", status: ["a", "b"], none: undefined, empty: "", zero: 0 })).toBe("?q=%E7%94%B2&status=a&status=b&zero=0");
  expect(queryString({})).toBe("");
});

test("the error classes can be told apart", () => {
  expect(new NetworkError()).not.toBeInstanceOf(ProblemError);
  expect(new SignedOutError().name).toBe("SignedOutError");
});

test("a request that wants a fresh proof waits for it and is repeated with the same key", async () => {
  const { api } = await fresh();
  const { endProof } = await import("./stepUp");
  let proved = false;
  answering(({ path }) => {
    if (path === "/auth/refresh") return token();
    return proved ? Response.json({ value: "full" }) : Response.json({ type: "/problems/step-up-required" }, { status: 403 });
  });
  const waiting = api.post("/members/1/reveal", { field: "mobile" });
  await vi.waitFor(() => expect(sent("/members/1/reveal")).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve));
  proved = true;
  endProof(true);
  await expect(waiting).resolves.toEqual({ value: "full" });
  const [first, second] = sent("/members/1/reveal");
  expect(second?.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
});

test("giving up the fresh proof leaves the refusal and sends nothing more", async () => {
  const { api, problems } = await fresh();
  const { endProof } = await import("./stepUp");
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({ type: "/problems/step-up-required", title: "请再次验证身份后继续" }, { status: 403 })));
  const waiting = api.post("/members/1/reveal", { field: "mobile" });
  const refused = expect(waiting).rejects.toBeInstanceOf(problems.ProblemError);
  await vi.waitFor(() => expect(sent("/members/1/reveal")).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve));
  endProof(false);
  await refused;
  expect(sent("/members/1/reveal")).toHaveLength(1);
});

test("any other refusal opens no dialog", async () => {
  const { api, problems } = await fresh();
  answering(({ path }) => (path === "/auth/refresh" ? token() : Response.json({ type: "/problems/forbidden" }, { status: 403 })));
  await expect(api.post("/members/1/reveal", {})).rejects.toBeInstanceOf(problems.ProblemError);
});
