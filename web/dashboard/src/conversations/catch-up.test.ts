import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { message, reply } from "../../test/data";
import { Desk } from "../../test/desk";
import { filterKey } from "./buckets";
import { visibleRows } from "./list";

const open = { bucket: "all" as const, inboxId: null, search: "" };
const feed = "GET /api/feed";
const minute = 60_000;
let desk: Desk;

beforeEach(() => {
  desk = new Desk();
});

afterEach(() => desk.close());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const list = () => Object.values(desk.inbox().lists)[0] ?? { ids: [], next: null, total: 0 };
const rows = () => visibleRows(list(), desk.inbox().conversations, open, 7).map((row) => row.id);
const bodies = () => desk.inbox().threads[desk.id]?.messages.map((m) => m.body);
const other = (fields: Record<string, unknown>) => ({ id: "conversation-2", customer_id: "customer-2", ...fields });
const accountJoins = () => desk.server.joins.filter((join) => join.topic === desk.topic).map((join) => join.payload);
const event = (name: string, payload: unknown) => ({ event: name, payload });

describe("the first join", () => {
  it("brings what was edited, deleted and seen after the page was loaded", async () => {
    desk.stored = [message(1), reply(2), message(3)];
    await desk.workspace.showThread(desk.id);
    expect(desk.shown()).toEqual([1, 2, 3]);
    desk.stored = [message(1, { body: "Better" }), reply(2, { seen_at: "2026-01-05T12:01:00Z" })];
    await desk.open();
    expect(bodies()).toEqual(["Better", "Message 2"]);
    expect(desk.inbox().threads[desk.id]?.messages[1]?.seen_at).not.toBeNull();
  });

  it("is made up for when the line drops before everything was read", async () => {
    const release = desk.server.holdBack(`GET /api/conversations/${desk.id}`);
    desk.workspace.open();
    void desk.workspace.showThread(desk.id);
    await pass(250);
    desk.stored = [message(1, { body: "Better" }), message(2)];
    desk.server.joinReply = {
      data: [event("message:updated", { ...message(1, { body: "Better" }) })],
      cursor: "c2",
      reload: false,
    };
    desk.server.cut();
    await pass(1_000);
    expect(accountJoins()).toEqual([{}, { after: "c1" }]);
    release();
    await desk.until(() => desk.connection() === "live");
    expect(bodies()).toEqual(["Better", "Message 2"]);
  });
});

describe("reading everything anew", () => {
  const breakAndReload = async () => {
    desk.server.joinReply = { data: [], cursor: "c2", reload: true, reason: "reload" };
    desk.server.cut();
    await desk.until(() => desk.connection() === "live");
  };

  beforeEach(async () => {
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole(), other({})], next: null, total: 2 }));
    desk.workspace.showList(open);
    await desk.open();
    expect(rows()).toEqual(["conversation-2", "conversation-1"]);
  });

  it("forgets a conversation that left the list during the break", async () => {
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole()], next: null, total: 1 }));
    await breakAndReload();
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("keeps on screen what was there until the answers have come", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    expect(desk.connection()).toBe("catching-up");
    expect(rows()).toEqual(["conversation-2", "conversation-1"]);
    release();
    await desk.until(() => desk.connection() === "live");
  });

  it("keeps a conversation that came up while the answers were on their way", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.server.route("GET /api/conversations/new", () => ({ data: { id: "new", customer_id: "customer-3" } }));
    desk.push("conversation:created", { id: "new" });
    await pass(10);
    release();
    await desk.until(() => rows().includes("new"));
  });

  it("keeps a conversation that came up then also when it is read last", async () => {
    const lists = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.server.route("GET /api/conversations/new", () => ({ data: { id: "new", customer_id: "customer-3" } }));
    const conversation = desk.server.holdBack("GET /api/conversations/new");
    desk.push("conversation:created", { id: "new" });
    lists();
    await desk.until(() => desk.connection() === "live");
    conversation();
    await desk.until(() => rows().includes("new"));
  });

  it("also brings what was opened while the answers were on their way", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.server.route("GET /api/conversations/conversation-2", () => ({ data: other({ messages: [] }) }));
    const closed = { ...open, bucket: "closed" as const };
    desk.workspace.showList(closed);
    void desk.workspace.showThread("conversation-2");
    await pass(10);
    release();
    await desk.until(() => desk.inbox().lists[filterKey(closed)]?.status === "ready");
    expect(desk.inbox().threads["conversation-2"]?.status).toBe("ready");
  });

  it("is owed until it has worked, also when the line drops in between", async () => {
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.routes.set("GET /api/conversations", () => ({ status: 503, body: null }));
    desk.server.cut();
    await pass(1_000);
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole()], next: null, total: 1 }));
    desk.server.joinReply = { data: [], cursor: "c3", reload: false };
    desk.server.cut();
    await desk.until(() => desk.connection() === "live");
    expect(accountJoins().at(-1)).toEqual({ after: "c2" });
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("is not undone by an earlier one that was overtaken", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole()], next: null, total: 1 }));
    await breakAndReload();
    release();
    await pass(250);
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("does not undo what the agent did while the answers were on their way", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.server.route("PUT /api/conversations/conversation-2", () => ({ data: {} }));
    await desk.workspace.inbox.change("conversation-2", { status: "closed" });
    release();
    await desk.until(() => desk.connection() === "live");
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("is not undone by an answer from before it", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    void desk.workspace.inbox.openList({ ...open, bucket: "closed" });
    await pass(10);
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole()], next: null, total: 1 }));
    await breakAndReload();
    release();
    await pass(250);
    expect(rows()).toEqual(["conversation-1"]);
    expect(desk.inbox().conversations["conversation-2"]).toBeUndefined();
  });

  it("does not wait for a load that hangs", async () => {
    desk.server.holdBack("GET /api/conversations");
    void desk.workspace.inbox.openList(open);
    await pass(10);
    desk.server.route("GET /api/conversations", () => ({ data: [desk.whole()], next: null, total: 1 }));
    await breakAndReload();
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("is tried again until the server can answer", async () => {
    let failures = 3;
    desk.server.routes.set("GET /api/conversations", () => {
      failures -= 1;
      if (failures >= 0) return { status: 503, body: { error: { message: "The database is away" } } };
      return { status: 200, body: { data: [desk.whole()], next: null, total: 1 } };
    });
    await breakAndReload();
    expect(failures).toBe(-1);
    expect(rows()).toEqual(["conversation-1"]);
  });

  it("shows in its place that the conversation on screen is gone", async () => {
    desk.server.routes.delete(`GET /api/conversations/${desk.id}`);
    desk.server.route("GET /api/conversations", () => ({ data: [], next: null, total: 0 }));
    await breakAndReload();
    expect(desk.inbox().threads[desk.id]).toMatchObject({ status: "error", problem: { status: 404 } });
    expect(desk.inbox().conversations[desk.id]).toBeUndefined();
  });
});

describe("the feed, read once a minute", () => {
  beforeEach(() => desk.open());

  it("does not bring back what was deleted while its page was on its way", async () => {
    const page = { data: [event("shout", { ...message(3) })], cursor: "c2", reload: false };
    desk.server.route(feed, (url) => (url.searchParams.get("after") === "c1" ? page : { data: [], cursor: "c2" }));
    const release = desk.server.holdBack(feed);
    desk.push("shout", message(3));
    await pass(minute);
    desk.push("message:deleted", { id: "message-3", conversation_id: desk.id, seq: 3 });
    release();
    await pass(250);
    expect(desk.shown()).toEqual([1, 2]);
  });

  it("does not put an older state over a newer one that was received meanwhile", async () => {
    const page = { data: [event("message:updated", { ...message(2, { body: "Second" }) })], cursor: "c2" };
    desk.server.route(feed, (url) => (url.searchParams.get("after") === "c1" ? page : { data: [], cursor: "c2" }));
    const release = desk.server.holdBack(feed);
    desk.push("message:updated", message(2, { body: "Second" }));
    await pass(minute);
    desk.push("message:updated", message(2, { body: "Third" }));
    expect(bodies()?.[1]).toBe("Third");
    release();
    await pass(250);
    expect(bodies()?.[1]).toBe("Third");
  });

  it("has everything read anew when it cannot answer", async () => {
    desk.server.route(feed, () => ({ data: [], cursor: "c9", reload: true }));
    desk.push("shout", message(3));
    desk.stored = [message(1), message(2), message(3), message(4)];
    await pass(minute);
    await desk.until(() => desk.shown()?.length === 4);
  });

  it("has everything read anew when the server cannot read the cursor, and joins without it", async () => {
    desk.server.routes.set(feed, () => ({ status: 400, body: { error: { message: "The cursor cannot be read" } } }));
    desk.push("shout", message(3));
    desk.stored = [message(1), message(2), message(3), message(4)];
    await pass(minute);
    await desk.until(() => desk.shown()?.length === 4);
    desk.server.cut();
    await desk.until(() => desk.connection() === "live");
    expect(accountJoins()).toEqual([{}, {}]);
  });
});

describe("what a live event makes necessary to ask", () => {
  const away = () => ({ status: 503, body: { error: { message: "The database is away" } } });
  const messages = "GET /api/conversations/conversation-1/messages";

  beforeEach(async () => {
    desk.workspace.showList(open);
    await desk.open();
  });

  it("is asked until the server answers: a new conversation comes into the list", async () => {
    desk.server.routes.set("GET /api/conversations/conversation-2", away);
    desk.push("conversation:created", { id: "conversation-2" });
    await pass(1_000);
    expect(rows()).toEqual(["conversation-1"]);
    desk.server.route("GET /api/conversations/conversation-2", () => ({ data: other({}) }));
    await pass(2_000);
    expect(rows()).toContain("conversation-2");
  });

  it("is asked until the server answers: a conversation that a reload did not bring comes into the list", async () => {
    const release = desk.server.holdBack("GET /api/conversations");
    desk.server.route("GET /api/conversations/conversation-2", () => ({ data: other({}) }));
    desk.server.joinReply = { data: [], cursor: "c2", reload: true };
    desk.server.cut();
    await pass(1_000);
    desk.push("conversation:created", { id: "conversation-2" });
    await pass(10);
    desk.server.routes.set("GET /api/conversations/conversation-2", away);
    release();
    await pass(100);
    expect(rows()).toEqual(["conversation-1"]);
    desk.server.route("GET /api/conversations/conversation-2", () => ({ data: other({}) }));
    await pass(2_000);
    expect(rows()).toContain("conversation-2");
  });

  it("is asked until the server answers: the gap in a thread is filled", async () => {
    const answer = desk.server.routes.get(messages) ?? away;
    desk.stored = [1, 2, 3, 4].map((seq) => message(seq));
    desk.server.routes.set(messages, away);
    desk.push("shout", message(4));
    await pass(1_000);
    expect(desk.shown()).toEqual([1, 2, 4]);
    desk.server.routes.set(messages, answer);
    await pass(2_000);
    expect(desk.shown()).toEqual([1, 2, 3, 4]);
  });

  it("is shown in its place when the conversation is gone", async () => {
    desk.server.routes.delete(messages);
    desk.server.routes.delete(`GET /api/conversations/${desk.id}`);
    await desk.workspace.showThread(desk.id);
    expect(desk.inbox().threads[desk.id]).toMatchObject({ status: "error", problem: { status: 404 } });
  });

  it("is not asked by a page that was left", async () => {
    desk.server.routes.set("GET /api/conversations/conversation-2", away);
    desk.push("conversation:created", { id: "conversation-2" });
    await pass(10);
    desk.workspace.close();
    const before = desk.server.requests.length;
    await pass(minute);
    expect(desk.server.requests.length).toBe(before);
  });
});
