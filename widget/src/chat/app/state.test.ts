import { expect, test } from "vitest";
import { CUSTOMER, chat, fromTeam, message, outgoing } from "../../../test/examples";
import { availability, endLine, statusLine, typingName } from "../ui/words";
import { type ChatEvent, type ChatState, needsEmail, reduce } from "./state";

const after = (state: ChatState, ...events: ChatEvent[]) => events.reduce(reduce, state);
const conversation = { id: "c1", status: "open", read: false, messages: [message(1), message(2)] };

test("an optimistic bubble is confirmed by whichever comes first, once", () => {
  const stored = message(3, { client_id: "a", body: "words of a" });
  const state = after(
    chat("", { customerId: CUSTOMER }),
    { type: "conversation", conversation },
    { type: "queued", outgoing: outgoing("a", 1) },
    { type: "message", message: stored },
    { type: "message", message: { ...stored, created_at: "2026-01-01T10:00:04" } },
  );
  expect(state.outbox).toEqual([]);
  expect(state.thread?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(state.thread?.messages[2]?.created_at).toBe("2026-01-01T10:00:04");
});

test("messages missed while away confirm what waits", () => {
  const state = after(
    chat("", { customerId: CUSTOMER }),
    { type: "conversation", conversation },
    { type: "queued", outgoing: outgoing("a", 1) },
    { type: "missed", messages: [message(3, { client_id: "a" }), fromTeam(4)] },
  );
  expect(state.outbox).toEqual([]);
  expect(state.thread?.upTo).toBe(4);
});

test("the same conversation again loses nothing that is newer", () => {
  const state = after(
    chat(),
    { type: "conversation", conversation },
    { type: "message", message: message(3) },
    { type: "conversation", conversation },
  );
  expect(state.thread?.messages).toHaveLength(3);
});

test("an edit in a conversation that was left changes nothing of the one that is shown", () => {
  const state = after(chat(), { type: "conversation", conversation });
  const changed = message(1, { conversation_id: "another", body: "edited" });
  expect(after(state, { type: "message-changed", message: changed, editCount: 9 }).thread).toBe(state.thread);
  const removed: ChatEvent = { type: "message-removed", conversationId: "another", messageId: "m1", editCount: 9 };
  expect(after(state, removed).thread).toBe(state.thread);
});

test("another customer's conversation does not stay on the screen", () => {
  const state = after(chat("", { customerId: "one" }), { type: "conversation", conversation });
  expect(after(state, { type: "customer", customerId: "one" }).thread).not.toBeNull();
  expect(after(state, { type: "customer", customerId: "two" }).thread).toBeNull();
});

test("typing ends when the message is there, and not with one's own", () => {
  const typing: ChatEvent = { type: "typing", typing: { kind: "user", userId: 7 } };
  const state = after(chat(), { type: "conversation", conversation }, typing);
  expect(after(state, { type: "message", message: message(3) }).typing).not.toBeNull();
  expect(after(state, { type: "message", message: fromTeam(3) }).typing).toBeNull();
});

test("whoever types has the name of their messages, or the team's", () => {
  const typing: ChatEvent = { type: "typing", typing: { kind: "user", userId: 7 } };
  const state = after(chat("&title=Support&companyName=Acme"), { type: "conversation", conversation }, typing);
  expect(typingName(state)).toBe("Support");
  expect(typingName(after(state, { type: "message", message: fromTeam(3) }, typing))).toBe("Grace");
  expect(typingName(after(state, { type: "typing", typing: { kind: "ai", userId: null } }))).toBe("Acme");
});

test.each<[Partial<ChatState>, string | null]>([
  [{}, null],
  [{ link: "live" }, null],
  [{ link: "connecting" }, null],
  [{ link: "down" }, "Reconnecting"],
  [{ link: "live", answered: false }, "Reconnecting"],
  [{ online: false }, "You are offline"],
  [{ online: false, outbox: [outgoing("a", 1)] }, "You are offline, 1 message waiting"],
  [{ link: "down", outbox: [outgoing("a", 1), outgoing("b", 2)] }, "Reconnecting, 2 messages waiting"],
  [{ link: "down", outbox: [outgoing("a", 1, { state: "refused" })] }, "Reconnecting"],
])("%j shows %j", (fields, text) => {
  expect(statusLine(chat("", fields))?.text ?? null).toBe(text);
});

test("a closed conversation shows how it goes on, unless it does already", () => {
  const closed = after(chat(), { type: "conversation", conversation: { ...conversation, status: "closed" } });
  expect(endLine(closed)).toContain("was closed");
  expect(endLine(after(closed, { type: "queued", outgoing: outgoing("a", 1) }))).toBeNull();
  expect(endLine(after(closed, { type: "conversation-gone" }))).toContain("has ended");
  expect(endLine(after(chat(), { type: "conversation", conversation }))).toBeNull();
});

test.each<[Partial<ChatState>, string | null]>([
  [{ agentsOnline: 2 }, "We're online right now"],
  [{ agentsOnline: 0 }, "We're away at the moment"],
  [{ agentsOnline: null }, null],
  [{ agentsOnline: 2, online: false }, null],
])("with %j the header shows of the team: %j", (fields, text) => {
  expect(availability(chat("&showAgentAvailability=1", fields))?.text ?? null).toBe(text);
});

test("an address is asked for before the first message only, and not when the page knows it", () => {
  const asking = chat("&requireEmailUpfront=1");
  expect(needsEmail(asking)).toBe(true);
  expect(needsEmail(chat())).toBe(false);
  expect(needsEmail(after(asking, { type: "email", email: "ada@b.example" }))).toBe(false);
  expect(needsEmail(after(asking, { type: "metadata", metadata: { email: "ada@b.example" } }))).toBe(false);
  expect(needsEmail(after(asking, { type: "conversation", conversation }))).toBe(false);
  const greeted = { ...conversation, messages: [fromTeam(1)] };
  expect(needsEmail(after(asking, { type: "conversation", conversation: greeted }))).toBe(true);
});

test("an address goes along with its visitor's name only from the page it was left to", () => {
  const name: ChatEvent = { type: "metadata", metadata: { external_id: "bob" } };
  const email = "ada@b.example";
  expect(after(chat("", { email }), name).email).toBeNull();
  expect(after(chat(), { type: "email", email }, name).email).toBe(email);
  expect(after(chat("", { email }), { type: "metadata", metadata: { plan: "team" } }).email).toBe(email);
});

test("an address stays with the customer it was left as, unless a name identifies the visitor", () => {
  const [one, two]: ChatEvent[] = ["one", "two"].map((customerId) => ({ type: "customer", customerId }));
  if (one === undefined || two === undefined) throw new Error("no events");
  const email = "ada@b.example";
  expect(after(chat("", { email }), one).email).toBe(email);
  expect(after(chat("", { email }), one, two).email).toBeNull();
  const name: ChatEvent = { type: "metadata", metadata: { external_id: "ada" } };
  expect(after(chat(), name, { type: "email", email }, one, two).email).toBe(email);
});

test("a customer who turns out to be another one without a name is another visitor", () => {
  const [one, two]: ChatEvent[] = ["one", "two"].map((customerId) => ({ type: "customer", customerId }));
  if (one === undefined || two === undefined) throw new Error("no events");
  const name: ChatEvent = { type: "metadata", metadata: { external_id: "ada" } };
  expect(after(chat(), one, one, name).visitorNumber).toBe(0);
  expect(after(chat(), name, one, two).visitorNumber).toBe(0);
  expect(after(chat(), one, two).visitorNumber).toBe(1);
});

test("a chat inside a widget starts closed, a plain frame open", () => {
  expect(chat("&ts=1").open).toBe(false);
  expect(chat().open).toBe(true);
});
