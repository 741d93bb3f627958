import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { message, reply } from "../../test/data";
import { Desk } from "../../test/desk";
import type { FakeServer } from "../../test/fake-server";
import type { Message } from "./types";
import type { Workspace } from "./workspace";

let desk: Desk;
let server: FakeServer;
let workspace: Workspace;

const id = "conversation-1";
const topic = "notification:account-1";
const shown = () => desk.shown();
const state = () => desk.connection();
const until = (condition: () => boolean) => desk.until(condition);
const receive = (m: Message) => desk.push("shout", m);
const event = (name: string, payload: unknown) => ({ event: name, payload });

beforeEach(async () => {
  desk = new Desk();
  ({ server, workspace } = desk);
  await desk.open();
});

afterEach(() => desk.close());

describe("the workspace", () => {
  it("shows a live message once, however often it is pushed", () => {
    receive(message(3));
    receive(message(3));
    expect(shown()).toEqual([1, 2, 3]);
  });

  it("fetches what lies in a gap", async () => {
    desk.stored = [1, 2, 3, 4, 5].map((seq) => message(seq));
    receive(message(5));
    await until(() => shown()?.length === 5);
    expect(shown()).toEqual([1, 2, 3, 4, 5]);
  });

  it("joins again with its cursor after a break, and applies what it missed by the answer", async () => {
    desk.stored = [...desk.stored, message(3)];
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
    desk.stored = [message(1), message(2), message(3)];
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
    desk.stored = [message(1), message(2), message(3)];
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
      const saved = reply(desk.stored.length + 1, { body: sent.body, client_id: sent.client_id });
      desk.stored = [...desk.stored, saved];
      receive(saved);
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

  it("waits as long as a server keeps failing, and shows that", async () => {
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
    receive(message(3));
    expect(reads()).toBe(1);
    server.route(`PUT /api/conversations/${id}`, () => ({ data: {} }));
    await workspace.markUnread(id);
    receive(message(4));
    expect(reads()).toBe(1);
    expect(workspace.inbox.store.get().conversations[id]?.read).toBe(false);
  });

  it("takes a change back when the server refuses it", async () => {
    await expect(workspace.inbox.change(id, { priority: "priority" })).rejects.toMatchObject({ status: 404 });
    expect(workspace.inbox.store.get().conversations[id]?.priority).toBe("not_priority");
  });

  it("shows and ends the customer's typing, and signals mine to the customer", () => {
    server.broadcast(topic, "typing", { conversation_id: id, customer_id: "customer-1", typing: true });
    expect(Object.keys(workspace.typists.get()[id] ?? {})).toEqual(["customer:customer-1"]);
    receive(message(3));
    expect(workspace.typists.get()[id]).toEqual({});
    workspace.socket.sendTyping(id, true);
    expect(server.pushes.at(-1)).toEqual({ topic: `conversation:${id}`, event: "typing", payload: { typing: true } });
  });
});
