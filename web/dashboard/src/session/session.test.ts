import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../http/client";
import { session } from "./session";
import { readTokens, writeTokens } from "./tokens";

interface Call {
  path: string;
  method: string;
  authorization: string | null;
}

/** A server whose answers a test gives; it remembers what it was asked. */
function serve(answer: (call: Call) => { status: number; body: unknown }): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const call = { path, method: init.method ?? "GET", authorization: new Headers(init.headers).get("authorization") };
    calls.push(call);
    const { status, body } = answer(call);
    return new Response(JSON.stringify(body), { status, headers: { "x-request-id": "request-1" } });
  });
  return calls;
}

const pair = (token: string, renewToken: string) => ({ data: { token, renew_token: renewToken } });
const refused = { status: 401, body: { error: { status: 401, message: "Invalid token" } } };

afterEach(() => vi.unstubAllGlobals());

describe("the session", () => {
  it("opens with either shape of a login's answer", () => {
    session.open({ user: { id: 1 }, token: "a", renew_token: "b" });
    expect(readTokens()).toMatchObject({ token: "a", renewToken: "b" });
    session.open(pair("c", "d"));
    expect(readTokens()).toMatchObject({ token: "c", renewToken: "d" });
  });

  it("renews a refused token once and repeats the call with the new one", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "renew-old", savedAt: 0 });
    const calls = serve((call) => {
      if (call.path === "/api/session/renew") return { status: 200, body: pair("new", "renew-new") };
      return call.authorization === "Bearer new" ? { status: 200, body: { data: 1 } } : refused;
    });
    expect(await request("/api/me")).toEqual({ data: 1 });
    expect(calls.map((call) => call.authorization)).toEqual(["Bearer old", "Bearer renew-old", "Bearer new"]);
    expect(readTokens()).toMatchObject({ token: "new", renewToken: "renew-new" });
  });

  it("takes the pair another tab has stored instead of spending a token that is used up", async () => {
    writeTokens({ sessionId: "one", token: "from-other-tab", renewToken: "x", savedAt: 0 });
    const calls = serve(() => refused);
    expect(await session.renew("one", "old")).toBe("from-other-tab");
    expect(calls).toEqual([]);
  });

  it("is somebody else's when another tab has logged in meanwhile: nothing is repeated in that name", async () => {
    writeTokens({ sessionId: "ada", token: "adas", renewToken: "x", savedAt: 0 });
    const calls = serve((call) => {
      if (call.authorization !== "Bearer adas") return { status: 200, body: {} };
      writeTokens({ sessionId: "bob", token: "bobs", renewToken: "y", savedAt: 0 });
      return refused;
    });
    await expect(request("/api/messages", { method: "POST" })).rejects.toMatchObject({ status: 401 });
    expect(calls.map((call) => call.authorization)).toEqual(["Bearer adas"]);
    expect(session.token()).toBe("bobs");
  });

  it("stays over when its owner logs out while it is being renewed", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "good", savedAt: 0 });
    serve(() => {
      session.forget();
      return { status: 200, body: pair("new", "renew-new") };
    });
    expect(await session.renew("one", "old")).toBeNull();
    expect(session.isOpen()).toBe(false);
  });

  it("keeps its name through renewals, and a new log-in has another", async () => {
    session.open(pair("a", "b"));
    const first = session.id();
    serve(() => ({ status: 200, body: pair("c", "d") }));
    await session.renew(first ?? "", "a");
    expect(session.token()).toBe("c");
    expect(session.id()).toBe(first);
    session.open(pair("e", "f"));
    expect(session.id()).not.toBe(first);
  });

  it("ends when the server refuses the renew token", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "used-up", savedAt: 0 });
    serve(() => refused);
    expect(await session.renew("one", "old")).toBeNull();
    expect(session.isOpen()).toBe(false);
  });

  it("is kept when a server answers that has not started the application yet", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "good", savedAt: 0 });
    serve(() => ({ status: 404, body: null }));
    await expect(session.renew("one", "old")).rejects.toMatchObject({ status: 404 });
    expect(session.isOpen()).toBe(true);
  });

  it("is kept when a proxy answers in the application's place", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "good", savedAt: 0 });
    vi.stubGlobal("fetch", async () => new Response("<!doctype html>"));
    await expect(session.renew("one", "old")).rejects.toMatchObject({ isTransient: true });
    expect(session.isOpen()).toBe(true);
  });

  it("is kept when no server answers", async () => {
    writeTokens({ sessionId: "one", token: "old", renewToken: "good", savedAt: 0 });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await expect(session.renew("one", "old")).rejects.toMatchObject({ status: 0 });
    expect(session.isOpen()).toBe(true);
  });

  it("logs out with its token, so that the server can revoke it", async () => {
    writeTokens({ sessionId: "one", token: "mine", renewToken: "r", savedAt: 0 });
    const calls = serve(() => ({ status: 200, body: { data: {} } }));
    await session.close();
    expect(calls).toEqual([{ path: "/api/session", method: "DELETE", authorization: "Bearer mine" }]);
    expect(session.isOpen()).toBe(false);
  });

  it("calls every listener when another tab logs out", () => {
    const listener = vi.fn();
    const stop = session.subscribe(listener);
    window.dispatchEvent(new StorageEvent("storage", { key: "netia:session" }));
    stop();
    expect(listener).toHaveBeenCalledOnce();
  });
});
