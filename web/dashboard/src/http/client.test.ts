import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "../session/session";
import { writeTokens } from "../session/tokens";
import { answerWithinMs, request } from "./client";

const never = new Promise<never>(() => undefined);
let signals: AbortSignal[];

/** A server that takes every request and answers none. */
function standStill(): void {
  vi.stubGlobal("fetch", (_path: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return never;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  signals = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a request", () => {
  it("is given up when the server takes it and does not answer, as if it could not be reached", async () => {
    standStill();
    const refused = expect(request("/api/me")).rejects.toMatchObject({ status: 0, isTransient: true });
    await vi.advanceTimersByTimeAsync(answerWithinMs);
    await refused;
    expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  });

  it("is given up in the middle of its answer as well", async () => {
    vi.stubGlobal("fetch", async () => ({ ok: true, headers: new Headers(), text: () => never }));
    const refused = expect(request("/api/me")).rejects.toMatchObject({ status: 0 });
    await vi.advanceTimersByTimeAsync(answerWithinMs);
    await refused;
  });

  it("has reached nobody when somebody else's page comes back in the place of the answer", async () => {
    vi.stubGlobal("fetch", async () => new Response("<!doctype html><title>Log in to the network</title>"));
    await expect(request("/api/me")).rejects.toMatchObject({ isTransient: true });
  });

  it("has worked when there is nothing to answer", async () => {
    vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
    expect(await request("/api/messages/message-1", { method: "DELETE" })).toBeNull();
  });

  it("leaves nothing running once it is answered", async () => {
    vi.stubGlobal("fetch", async () => new Response('{"data":1}'));
    expect(await request("/api/me")).toEqual({ data: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not hold the lock of all tabs for ever when it renews the session", async () => {
    const held: Promise<unknown>[] = [];
    vi.stubGlobal("navigator", {
      locks: {
        request: (_name: string, work: () => Promise<unknown>) => {
          const turn = work();
          held.push(turn.catch(() => "released"));
          return turn;
        },
      },
    });
    writeTokens({ sessionId: "one", token: "old", renewToken: "renew", savedAt: 0 });
    standStill();
    session.renew("one", "old").catch(() => undefined);
    await vi.advanceTimersByTimeAsync(answerWithinMs);
    expect(await Promise.all(held)).toEqual(["released"]);
  });
});
