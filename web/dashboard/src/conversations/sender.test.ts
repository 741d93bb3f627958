import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reply } from "../../test/data";
import { FakeServer } from "../../test/fake-server";
import { Inbox } from "./inbox";
import { Sender } from "./sender";

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("netia:outbox:7:"));
const senders: Sender[] = [];
let server: FakeServer;
let sent: unknown[];

/** A tab of the agent 7. */
function tab(): { inbox: Inbox; sender: Sender } {
  const inbox = new Inbox();
  const sender = new Sender(inbox, 7);
  senders.push(sender);
  return { inbox, sender };
}

const waiting = ({ inbox }: { inbox: Inbox }) => inbox.store.get().outbox.map(({ body, state }) => [body, state]);

beforeEach(() => {
  vi.useFakeTimers();
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
