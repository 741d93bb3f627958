import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { message, reply } from "../../test/data";
import { FakeServer } from "../../test/fake-server";
import { writeTokens } from "../session/tokens";
import type { Message } from "./types";
import { Workspace } from "./workspace";

const me = { id: 7, email: "ada@orchard.example", account_id: "account-1", role: "admin" as const };
const id = "conversation-1";
const topic = "notification:account-1";
let server: FakeServer;
let workspace: Workspace;
let stored: Message[];

const whole = () => ({ id, customer_id: "customer-1", read: true, last_seq: stored.length, messages: stored });
const shown = () => workspace.inbox.store.get().threads[id]?.messages.map((m) => m.seq);
const state = () => workspace.socket.connection.get();
/** Lets timers, retries and promises run until the condition holds. */
const until = (condition: () => boolean) =>
  vi.waitUntil(
    async () => {
      await vi.advanceTimersByTimeAsync(250);
      return condition();
    },
    { interval: 1, timeout: 10_000 },
  );
const event = (name: string, payload: unknown) => ({ event: name, payload });
const tell = (m: Message) => server.broadcast(topic, "shout", { ...m });

beforeEach(async () => {
  vi.useFakeTimers();
  writeTokens({ sessionId: "session", token: "token", renewToken: "renew", savedAt: Date.now() });
  stored = [message(1), message(2)];
  server = new FakeServer();
  server.joinReply = { cursor: "c1" };
  server.route(`GET /api/conversations/${id}`, () => ({ data: whole() }));
  server.route("GET /api/conversations", () => ({ data: [whole()], next: null, total: 1 }));
  server.route("GET /api/conversations/unread", () => ({ data: { conversations: {}, inboxes: {} } }));
  server.route(`GET /api/conversations/${id}/messages`, (url) => {
    const after = Number(url.searchParams.get("after_seq"));
    return { data: stored.filter((m) => m.seq > after) };
  });
  server.install();
  workspace = new Workspace({ me, sessionId: "session" });
  workspace.open();
  await workspace.showThread(id);
  await until(() => state() === "live");
});

afterEach(() => {
  workspace.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the workspace", () => {
  it("shows a live message once, however often it is told", () => {
    tell(message(3));
    tell(message(3));
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("fetches what lies in a gap", async () => {
    stored = [1, 2, 3, 4, 5].map((seq) => message(seq));
    tell(message(5));
    await until(() => shown()?.length === 5);
    expect(shown()).toEqual([1, 2, 3, 4, 5]);
  });

  it("joins again with its cursor after a break, and applies what the answer says it missed", async () => {
    stored = [...stored, message(3)];
    server.joinReply = { data: [event("shout", message(3)), event("shout", message(3))], cursor: "c2", reload: false };
    server.cut();
    expect(state()).toBe("offline");
    await until(() => state() === "live");
    expect(server.joins.filter((join) => join.topic === topic).map((join) => join.payload)).toEqual([
      {},
      { after: "c1" },
    ]);
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("reads everything anew when too much was missed", async () => {
    stored = [message(1), message(2), message(3)];
    server.joinReply = { data: [], cursor: "c2", reload: true };
    server.cut();
    await until(() => state() === "live");
    expect(shown()).toEqual([1, 2, 3]);
    server.cut();
    await until(() => state() === "live");
    expect(
      server.joins.at(-1)?.payload ?? server.joins.findLast((join) => join.topic === topic)?.payload,
    ).toBeDefined();
    expect(server.joins.findLast((join) => join.topic === topic)?.payload).toEqual({ after: "c2" });
  });

  it("reads everything anew when the server knows neither cursor nor feed", async () => {
    stored = [message(1), message(2), message(3)];
    server.joinReply = {};
    server.cut();
    await until(() => state() === "live");
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("sends what was written while offline once on return, in order", async () => {
    const bodies: string[] = [];
    server.route("POST /api/messages", (_url, body) => {
      const sent = (body as { message: { body: string; client_id: string } }).message;
      bodies.push(sent.body);
      const saved = reply(stored.length + 1, { body: sent.body, client_id: sent.client_id });
      stored = [...stored, saved];
      tell(saved);
      return { data: saved };
    });
    server.isReachable = false;
    server.cut();
    workspace.sender.send(id, "first", false);
    workspace.sender.send(id, "second", false);
    await until(() => workspace.inbox.store.get().outbox[0]?.state === "queued");
    expect(bodies).toEqual([]);
    server.isReachable = true;
    await until(() => workspace.inbox.store.get().outbox.length === 0);
    expect(bodies).toEqual(["first", "second"]);
    expect(shown()).toEqual([1, 2, 3, 4]);
  });

  it("waits as long as a server keeps failing, and says so", async () => {
    let attempts = 0;
    server.routes.set("POST /api/messages", (_url, body) => {
      attempts += 1;
      if (attempts === 3) return { status: 502, body: "Bad Gateway" };
      if (attempts < 8) return { status: 503, body: { error: { message: "The database is away", request_id: "r1" } } };
      const { client_id } = (body as { message: { client_id: string } }).message;
      return { status: 200, body: { data: reply(3, { client_id }) } };
    });
    workspace.sender.send(id, "patient", false);
    await until(() => attempts === 7);
    expect(workspace.inbox.store.get().outbox).toMatchObject([
      { state: "queued", reason: "The database is away (request r1)" },
    ]);
    await until(() => workspace.inbox.store.get().outbox.length === 0);
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("keeps a refused message with the server's words, and sends it again when asked", async () => {
    const refusal = { error: { status: 422, message: "Body is too long", request_id: "r1" } };
    server.routes.set("POST /api/messages", () => ({ status: 422, body: refusal }));
    workspace.sender.send(id, "long", false);
    await until(() => workspace.inbox.store.get().outbox[0]?.state === "failed");
    expect(workspace.inbox.store.get().outbox[0]?.reason).toBe("Body is too long (request r1)");
    const clientId = workspace.inbox.store.get().outbox[0]?.client_id ?? "";
    server.route("POST /api/messages", () => ({ data: reply(3, { client_id: clientId }) }));
    workspace.sender.retry(clientId);
    await until(() => workspace.inbox.store.get().outbox.length === 0);
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("marks the conversation on screen read when the customer writes, but not one that was marked unread", async () => {
    const reads = () => server.pushes.filter((push) => push.event === "read").length;
    tell(message(3));
    expect(reads()).toBe(1);
    server.route(`PUT /api/conversations/${id}`, () => ({ data: {} }));
    await workspace.markUnread(id);
    tell(message(4));
    expect(reads()).toBe(1);
    expect(workspace.inbox.store.get().conversations[id]?.read).toBe(false);
  });

  it("takes a change back when the server refuses it", async () => {
    await expect(workspace.inbox.change(id, { priority: "priority" })).rejects.toMatchObject({ status: 404 });
    expect(workspace.inbox.store.get().conversations[id]?.priority).toBe("not_priority");
  });

  it("shows and ends the customer's typing, and tells the customer about mine", () => {
    server.broadcast(topic, "typing", { conversation_id: id, customer_id: "customer-1", typing: true });
    expect(Object.keys(workspace.typists.get()[id] ?? {})).toEqual(["customer:customer-1"]);
    tell(message(3));
    expect(workspace.typists.get()[id]).toEqual({});
    workspace.socket.sendTyping(id, true);
    expect(server.pushes.at(-1)).toEqual({ topic: `conversation:${id}`, event: "typing", payload: { typing: true } });
  });
});
