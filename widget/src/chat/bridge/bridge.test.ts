import { beforeEach, expect, test, vi } from "vitest";
import { CUSTOMER, chat, fromTeam, message, outgoing } from "../../../test/examples";
import type { FromHost } from "../../shared/bridge";
import { type ChatEvent, reduce } from "../app/state";
import { announcements } from "./announcements";
import { openHost } from "./host";
import { readFromHost } from "./messages";

/** A frame with a parent that remembers what it got. */
function framed() {
  const frame = new EventTarget() as unknown as Window;
  const parent = { postMessage: vi.fn() };
  Object.assign(frame, { parent });
  const received: FromHost[] = [];
  const send = (data: unknown, source: unknown = parent) => {
    frame.dispatchEvent(Object.assign(new Event("message"), { data, source }));
  };
  return { frame, parent, received, send };
}

let page: ReturnType<typeof framed>;
beforeEach(() => {
  page = framed();
});

test("only the parent is received", () => {
  const host = openHost(page.frame, null, (message) => page.received.push(message));
  const toggle = { event: "papercups:toggle", payload: { isOpen: true } };
  page.send(toggle, { postMessage: vi.fn() });
  page.send(toggle, null);
  page.send(toggle, page.frame);
  expect(page.received).toEqual([]);
  expect(host.dropped).toBe(3);
  page.send(toggle);
  expect(page.received).toEqual([{ event: "papercups:toggle", isOpen: true }]);
});

test("a page without a parent receives and sends nothing", () => {
  Object.assign(page.frame, { parent: page.frame });
  const host = openHost(page.frame, null, (message) => page.received.push(message));
  page.send({ event: "papercups:ping" }, page.frame);
  host.post({ event: "chat:loaded", payload: {} });
  expect(page.received).toEqual([]);
  expect(page.parent.postMessage).not.toHaveBeenCalled();
});

test("everything sent carries the sign of the widget it belongs to", () => {
  openHost(page.frame, "1700", () => {}).post({ event: "chat:loaded", payload: {} });
  expect(page.parent.postMessage).toHaveBeenCalledWith({ event: "chat:loaded", payload: { ts: "1700" } }, "*");
});

test.each([
  [{ event: "papercups:toggle", payload: { isOpen: "yes" } }],
  [{ event: "papercups:toggle" }],
  [{ event: "customer:set:id", payload: { id: "x" } }],
  [{ event: "config:update", payload: "title" }],
  [{ event: "unknown:event", payload: {} }],
  ["papercups:toggle"],
  [null],
  [undefined],
  [[1]],
])("%j is dropped", (data) => {
  expect(readFromHost(data)).toBeNull();
});

test("customer and notification messages come through in one shape", () => {
  expect(readFromHost({ event: "customer:update", payload: { metadata: { name: "Ada" } } })).toEqual({
    event: "customer:update",
    customerId: null,
    metadata: { name: "Ada" },
  });
  expect(readFromHost({ event: "notifications:display", payload: { shouldDisplayNotifications: true } })).toEqual({
    event: "notifications:display",
    display: true,
    greeting: false,
  });
});

function announced(query: string, given: ChatEvent[], then: ChatEvent) {
  const before = given.reduce(reduce, chat(query));
  return announcements(before, reduce(before, then)).map(({ event, payload }) => [event, payload]);
}

const opened: ChatEvent[] = [
  { type: "customer", customerId: CUSTOMER },
  { type: "conversation", conversation: { id: "c1", status: "open", read: false, messages: [message(1)] } },
];

test("the host learns of the customer and the conversation", () => {
  expect(announced("", [], { type: "customer", customerId: CUSTOMER })).toEqual([
    ["customer:updated", { customerId: CUSTOMER }],
  ]);
  const waiting: ChatEvent = { type: "queued", outgoing: outgoing("a", 1) };
  expect(announced("", [waiting], { type: "customer", customerId: CUSTOMER })).toEqual([
    ["customer:created", { customerId: CUSTOMER }],
  ]);
  expect(announced("", opened.slice(0, 1), opened[1] as ChatEvent)).toEqual([
    ["conversation:join", { conversationId: "c1", customerId: CUSTOMER }],
  ]);
});

test("live messages are news, history is not", () => {
  const answer = fromTeam(2, { seen_at: "2026-01-01T10:00:00Z" });
  expect(announced("", opened, { type: "message", message: answer })).toEqual([["message:received", answer]]);
});

test("a message counts as sent when it is stored", () => {
  const waiting: ChatEvent[] = [...opened, { type: "queued", outgoing: outgoing("a", 1) }];
  const stored = message(2, { client_id: "a" });
  expect(announced("", waiting, { type: "message", message: stored })).toEqual([
    ["message:sent", stored],
    ["message:received", stored],
  ]);
});

test("a closed chat announces how much is unseen, an open one does not", () => {
  const answer = fromTeam(2);
  const news = announced("&ts=1", opened, { type: "message", message: answer });
  expect(news).toContainEqual(["messages:unseen", { message: answer, count: 1 }]);
  expect(announced("", opened, { type: "message", message: answer }).map(([event]) => event)).toEqual([
    "message:received",
  ]);
  const looked = announced("&ts=1", [...opened, { type: "message", message: answer }], {
    type: "seen",
    at: "2026-01-01T10:00:00Z",
  });
  expect(looked).toEqual([["messages:seen", {}]]);
});
