import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { message, reply } from "../../test/data";
import { Desk } from "../../test/desk";

const change = "PUT /api/conversations/conversation-1";
let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.open();
});

afterEach(() => desk.close());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const reads = () => desk.server.pushes.filter((push) => push.event === "read").length;
const puts = () => desk.server.requests.filter((request) => request === change).length;
const isRead = () => desk.inbox().conversations[desk.id]?.read;
/** What the customer writes, as the server knows it from then on. */
const receive = (seq: number) => {
  desk.stored = [...desk.stored, message(seq)];
  desk.fields = { read: false };
  desk.push("shout", message(seq));
};
/** The line is half dead, and requests fare no better. */
const goQuiet = () => {
  desk.server.isMute = true;
  desk.server.routes.set(change, () => ({ status: 503, body: null }));
};
const back = () => desk.until(() => desk.connection() === "live");

describe("a conversation that was read", () => {
  it("is sent on the line", async () => {
    receive(3);
    expect(reads()).toBe(1);
    await pass(250);
    expect(isRead()).toBe(true);
    expect(puts()).toBe(0);
  });

  it("is sent again after the line came back, when nobody answered", async () => {
    goQuiet();
    receive(3);
    await pass(20_000);
    expect(isRead()).toBe(true);
    desk.server.isMute = false;
    desk.server.joinReply = { data: [], cursor: "c2" };
    desk.server.cut();
    await back();
    expect(reads()).toBe(2);
    await pass(60_000);
    expect(reads()).toBe(2);
  });

  it("is sent again on a line that stays, when nobody answered", async () => {
    goQuiet();
    receive(3);
    await pass(11_000);
    desk.server.isMute = false;
    await pass(60_000);
    expect(reads()).toBe(2);
  });

  it("is sent by a request while there is no line", async () => {
    desk.server.route(change, () => ({ data: {} }));
    receive(3);
    const before = reads();
    desk.workspace.inbox.applyAll([{ type: "conversation_changed", id: desk.id, updates: { read: false } }]);
    desk.server.cut();
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(10);
    expect(puts()).toBe(1);
    await back();
    expect(reads()).toBe(before);
  });

  it("is sent after a break in which it was read", async () => {
    desk.server.isReachable = false;
    desk.server.cut();
    desk.workspace.inbox.applyAll([{ type: "conversation_changed", id: desk.id, updates: { read: false } }]);
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(1_000);
    expect(isRead()).toBe(true);
    desk.server.isReachable = true;
    desk.server.joinReply = { data: [], cursor: "c2" };
    await back();
    expect(reads()).toBe(1);
  });

  it("is unread again when the server refuses it", async () => {
    desk.server.refusals.set("read", "not_found");
    receive(3);
    await pass(250);
    expect(isRead()).toBe(false);
  });

  it("is sent again when the server could not take it just then", async () => {
    desk.server.routes.set(change, () => ({ status: 503, body: null }));
    desk.server.refusals.set("read", "unavailable");
    receive(3);
    await pass(250);
    expect(isRead()).toBe(true);
    desk.server.refusals.clear();
    await pass(60_000);
    expect(reads()).toBe(2);
  });

  it("is not sent for what came after it and was not read here", async () => {
    goQuiet();
    receive(3);
    await pass(11_000);
    await desk.workspace.showThread(null);
    receive(4);
    desk.server.isMute = false;
    desk.server.joinReply = { data: [], cursor: "c2" };
    desk.server.cut();
    await back();
    expect(reads()).toBe(1);
    expect(isRead()).toBe(false);
  });

  it("stays unread when its reader wants that before the server knows", async () => {
    desk.server.isMute = true;
    receive(3);
    desk.server.route(change, () => ({ data: {} }));
    await desk.workspace.markUnread(desk.id);
    desk.server.isMute = false;
    desk.server.joinReply = { data: [], cursor: "c2" };
    desk.server.cut();
    await back();
    expect(reads()).toBe(1);
    expect(isRead()).toBe(false);
  });

  it("is not sent by a page that was left", async () => {
    goQuiet();
    receive(3);
    desk.workspace.close();
    await pass(60_000);
    expect(puts()).toBe(0);
  });

  describe("with a mention, which can be sent on the line only,", () => {
    beforeEach(async () => {
      desk.server.route(change, () => ({ data: {} }));
      desk.server.isMute = true;
      desk.stored = [...desk.stored, reply(3)];
      desk.fields = { mentions: [{ user_id: 7, seen_at: null }] };
      await desk.workspace.inbox.fetchUnknown(desk.id);
      document.dispatchEvent(new Event("visibilitychange"));
      await pass(11_000);
      expect(puts()).toBe(1);
    });

    it("is sent again when the line is back", async () => {
      desk.server.isMute = false;
      await pass(60_000);
      expect(reads()).toBe(2);
    });

    it("is sent also when its reader has answered meanwhile", async () => {
      await desk.workspace.showThread(null);
      desk.push("shout", reply(4));
      desk.server.isMute = false;
      await pass(60_000);
      expect(reads()).toBe(2);
    });

    it("is sent after what the customer wrote then has been read too", async () => {
      receive(4);
      await pass(11_000);
      expect(reads()).toBe(2);
      desk.server.isMute = false;
      await pass(60_000);
      expect(reads()).toBe(3);
    });

    it("is not sent for a teammate's words that were not read, which may mention the reader anew", async () => {
      await desk.workspace.showThread(null);
      desk.stored = [...desk.stored, reply(4, { user_id: 8, type: "note", private: true })];
      desk.push("shout", desk.stored.at(-1));
      desk.server.isMute = false;
      await pass(60_000);
      expect(reads()).toBe(1);
      desk.fields = { read: true };
      desk.workspace.choose(desk.id);
      await desk.workspace.showThread(desk.id);
      expect(reads()).toBe(2);
    });
  });
});
