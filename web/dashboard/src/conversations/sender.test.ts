import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reply } from "../../test/data";
import { FakeServer } from "../../test/fake-server";
import { answerWithinMs } from "../http/client";
import { session } from "../session/session";
import { writeTokens } from "../session/tokens";
import { Inbox } from "./inbox";
import { Sender } from "./sender";

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("netia:outbox:7:"));
const senders: Sender[] = [];
let server: FakeServer;
let sent: unknown[];

const tokens = (sessionId: string) => ({ sessionId, token: sessionId, renewToken: "renew", savedAt: Date.now() });

/** A tab of the agent 7, or of somebody else. */
function tab(userId = 7, sessionId = "adas"): { inbox: Inbox; sender: Sender } {
  const inbox = new Inbox();
  const sender = new Sender(inbox, { userId, sessionId });
  senders.push(sender);
  return { inbox, sender };
}

const waiting = ({ inbox }: { inbox: Inbox }) => inbox.store.get().outbox.map(({ body, state }) => [body, state]);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  writeTokens(tokens("adas"));
  sent = [];
  server = new FakeServer();
  server.install();
  server.route("POST /api/messages", (_url, body) => {
    const { message } = body as { message: { client_id: string; body: string } };
    sent.push(message.body);
    return { data: reply(sent.length, { client_id: message.client_id, body: message.body }) };
  });
});

afterEach(() => {
  for (const sender of senders.splice(0)) sender.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("what was written offline", () => {
  it("waits through the end of the tab and is sent once on return", async () => {
    server.isReachable = false;
    const killed = tab();
    killed.sender.send("conversation-1", "first", false);
    killed.sender.send("conversation-1", "second", false);
    await vi.advanceTimersByTimeAsync(10);
    expect(kept()).toHaveLength(2);
    killed.sender.stop();

    const next = tab();
    expect(waiting(next)).toEqual([
      ["first", "queued"],
      ["second", "queued"],
    ]);
    server.isReachable = true;
    next.sender.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["first", "second"]);
    expect(kept()).toEqual([]);
    expect(waiting(next)).toEqual([]);
  });

  it("is taken over by a tab that stays when the one that wrote it is gone", async () => {
    server.isReachable = false;
    const staying = tab();
    const killed = tab();
    killed.sender.send("conversation-1", "left behind", false);
    await vi.advanceTimersByTimeAsync(10);
    killed.sender.stop();
    server.isReachable = true;
    staying.sender.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["left behind"]);
  });

  it("is forgotten by the browser also when the live event confirms it before the answer does", () => {
    server.isReachable = false;
    const { inbox, sender } = tab();
    sender.send("conversation-1", "hello", false);
    const clientId = inbox.store.get().outbox[0]?.client_id ?? "";
    inbox.apply({ type: "message_added", message: reply(1, { client_id: clientId }) });
    expect(kept()).toEqual([]);
  });

  it("is no longer shown once another tab has sent it", async () => {
    server.isReachable = false;
    const here = tab();
    here.sender.send("conversation-1", "hello", false);
    await vi.advanceTimersByTimeAsync(10);
    const key = kept()[0] ?? "";
    localStorage.removeItem(key);
    window.dispatchEvent(new StorageEvent("storage", { key, newValue: null }));
    expect(waiting(here)).toEqual([]);
  });

  it("is left alone when it makes no sense", () => {
    localStorage.setItem("netia:outbox:7:broken", "{");
    localStorage.setItem("netia:outbox:7:foreign", '{"client_id":1}');
    localStorage.setItem("netia:outbox:8:x", '{"client_id":"x"}');
    expect(waiting(tab())).toEqual([]);
  });
});

describe("what cannot be delivered", () => {
  const answers = (...statuses: number[]) => {
    const accept = server.routes.get("POST /api/messages");
    server.routes.set("POST /api/messages", (url, body) => {
      const status = statuses.shift() ?? 200;
      if (status === 200 && accept !== undefined) return accept(url, body);
      return { status, body: { error: { message: `No, ${status}`, request_id: "r" } } };
    });
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it("waits and is tried again, ever more slowly, when the refusal is of the moment", async () => {
    answers(503, 429, 502, 504, 500, 408);
    const { inbox, sender } = tab();
    sender.send("conversation-1", "patient", false);
    for (const seconds of [2, 4, 8, 16, 30, 30]) {
      await settle();
      expect(inbox.store.get().outbox).toMatchObject([{ state: "queued", reason: /^No, / }]);
      await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1);
      expect(sent).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(sent).toEqual(["patient"]);
    expect(kept()).toEqual([]);
  });

  it.each([
    [12, 12],
    [90, 90],
    [86_400, 120],
  ])("when the server asks for %i seconds waits %i, also when the line is back", async (asked, waits) => {
    const accept = server.routes.get("POST /api/messages");
    server.routes.set("POST /api/messages", () => ({
      status: 429,
      body: { error: { message: "Too many" } },
      headers: { "retry-after": String(asked) },
    }));
    const { sender } = tab();
    sender.send("conversation-1", "patient", false);
    await settle();
    if (accept !== undefined) server.routes.set("POST /api/messages", accept);
    sender.resume();
    await vi.advanceTimersByTimeAsync(waits * 1_000 - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(["patient"]);
  });

  it("waits when a proxy answers in the server's place", async () => {
    vi.stubGlobal("fetch", async () => new Response("<!doctype html>"));
    const here = tab();
    here.sender.send("conversation-1", "patient", false);
    await settle();
    expect(waiting(here)).toEqual([["patient", "queued"]]);
    server.install();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(["patient"]);
  });

  it("is tried at once when the line is back", async () => {
    server.isReachable = false;
    const { sender } = tab();
    sender.send("conversation-1", "patient", false);
    await settle();
    server.isReachable = true;
    sender.resume();
    await settle();
    expect(sent).toEqual(["patient"]);
  });

  it("is sent again under the same id when a server took it and did not answer in time", async () => {
    const ids: string[] = [];
    server.route("POST /api/messages", (_url, body) => {
      const { client_id } = (body as { message: { client_id: string } }).message;
      ids.push(client_id);
      return { data: reply(1, { client_id }) };
    });
    server.isStandingStill = true;
    const here = tab();
    here.sender.send("conversation-1", "hello", false);
    await vi.advanceTimersByTimeAsync(answerWithinMs);
    server.isStandingStill = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(waiting(here)).toEqual([]);
  });

  it("does not hold back other conversations", async () => {
    answers(503);
    const { sender } = tab();
    sender.send("conversation-1", "first", false);
    await settle();
    sender.send("conversation-2", "second", false);
    await settle();
    expect(sent).toEqual(["second"]);
  });

  it.each([
    ["its writer discards it", (here: ReturnType<typeof tab>, id: string) => here.sender.discard(id)],
    [
      "another tab discards it",
      (_here: ReturnType<typeof tab>, id: string) =>
        window.dispatchEvent(new StorageEvent("storage", { key: `netia:outbox:7:${id}`, newValue: null })),
    ],
    [
      "a live event shows that it arrived",
      (here: ReturnType<typeof tab>, id: string) =>
        here.inbox.apply({ type: "message_added", message: reply(1, { client_id: id }) }),
    ],
  ])("lets the next one go when it was refused and %s", async (_how, leave) => {
    answers(422);
    const here = tab();
    here.sender.send("conversation-1", "refused", false);
    here.sender.send("conversation-1", "behind it", false);
    await settle();
    expect(waiting(here)).toEqual([
      ["refused", "failed"],
      ["behind it", "queued"],
    ]);
    leave(here, here.inbox.store.get().outbox[0]?.client_id ?? "");
    await settle();
    expect(sent).toEqual(["behind it"]);
    expect(waiting(here)).toEqual([]);
  });
});

describe("the order of writing", () => {
  it("survives a clock that is set back", async () => {
    server.isReachable = false;
    const killed = tab();
    vi.setSystemTime(new Date("2026-01-05T12:00:00Z"));
    killed.sender.send("conversation-1", "first", false);
    vi.setSystemTime(new Date("2026-01-05T11:00:00Z"));
    killed.sender.send("conversation-1", "second", false);
    killed.sender.stop();
    expect(waiting(tab()).map(([body]) => body)).toEqual(["first", "second"]);
  });

  it("holds between tabs", async () => {
    server.isReachable = false;
    const first = tab();
    const second = tab();
    first.sender.send("conversation-1", "first", false);
    second.sender.send("conversation-1", "second", false);
    await vi.advanceTimersByTimeAsync(10);
    first.sender.stop();
    server.isReachable = true;
    second.sender.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["first", "second"]);
  });

  it("holds also when one tab waits before it tries again", async () => {
    const second = tab();
    server.isReachable = false;
    tab().sender.send("conversation-1", "first", false);
    await vi.advanceTimersByTimeAsync(10);
    server.isReachable = true;
    second.sender.send("conversation-1", "second", false);
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["first", "second"]);
  });
});

describe("what somebody else wrote", () => {
  it("is never sent under another log-in, and waits for its writer", async () => {
    server.isReachable = false;
    const adas = tab();
    adas.sender.send("conversation-1", "Ada's first", false);
    adas.sender.send("conversation-1", "Ada's second", false);
    await vi.advanceTimersByTimeAsync(10);
    writeTokens(tokens("bobs"));
    server.isReachable = true;
    const bobs = tab(8, "bobs");
    bobs.sender.resume();
    adas.sender.resume();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([]);

    writeTokens(tokens("adas again"));
    tab(7, "adas again").sender.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["Ada's first", "Ada's second"]);
  });

  it("stays in the queue when its writer's session ends before the answer", async () => {
    server.routes.set("POST /api/messages", () => {
      session.forget();
      return { status: 401, body: { error: { message: "Invalid token" } } };
    });
    const adas = tab();
    adas.sender.send("conversation-1", "hello", false);
    await vi.advanceTimersByTimeAsync(10);
    expect(waiting(adas)).toEqual([["hello", "queued"]]);
    expect(kept()).toHaveLength(1);
  });

  it("is not sent by a page that was left, neither by an answer under way nor by a timer", async () => {
    server.isReachable = false;
    const left = tab();
    left.sender.send("conversation-1", "paused", false);
    await vi.advanceTimersByTimeAsync(10);
    server.isReachable = true;
    left.sender.send("conversation-2", "under way", false);
    left.sender.send("conversation-2", "behind it", false);
    left.sender.stop();
    left.sender.resume();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual(["under way"]);
    expect(kept()).toHaveLength(2);
  });
});
