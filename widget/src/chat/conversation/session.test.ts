import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, fromTeam } from "../../../test/examples";
import { FakeServer } from "../../../test/fakeServer";
import { Page, signedInAs } from "../../../test/page";
import type { ChatEvent } from "../app/state";
import { endLine } from "../ui/words";
import type { Message } from "./message";

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
});

test("looking at the page makes no records", async () => {
  const page = new Page(server);
  await page.session.ready;
  await page.delivery.run();
  expect(server.calls).toEqual([]);
});

test("a returning visitor sees the conversation and what was answered in between", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const { id: _, ...answer } = fromTeam(2, { body: "an answer", client_id: "team" });
  server.store(
    server.onlyConversation,
    { body: "an answer", client_id: "team", sent_at: "" },
    { ...answer, conversation_id: server.onlyConversation },
  );

  const later = new Page(server);
  await later.session.ready;
  expect(later.shown).toEqual(["words of a", "an answer"]);
});

test("a conversation closed meanwhile is shown again, and the next message goes into it", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const conversation = server.conversations.get(server.onlyConversation);
  if (conversation) conversation.open = false;

  const later = new Page(server);
  await later.session.ready;
  expect(later.store.state.thread?.status).toBe("closed");
  later.write("b", 2);
  await later.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of b"]);
});

test("a customer the server does not know any more is replaced, and the message is kept", async () => {
  localStorage.setItem(`__PAPERCUPS____CUSTOMER_ID__:${ACCOUNT}`, JSON.stringify(CUSTOMER));
  const page = new Page(server);
  await page.session.ready;
  expect(page.store.state.customerId).toBeNull();
  page.write("a", 1);
  await page.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a"]);
});

test.each(["", "   ", "null", "undefined"])("a host page that names its visitor %j names nobody", async (blank) => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();

  const later = new Page(server, signedInAs(blank));
  await later.session.ready;
  expect(later.shown).toEqual(["words of a"]);
  expect(server.calls).not.toContain("GET /api/customers/identify");
});

test("somebody else's conversation in the same browser is not continued", async () => {
  const before = new Page(server);
  before.store.dispatch({ type: "email", email: "ada@b.example" });
  before.write("a", 1);
  await before.delivery.run();

  const other = new Page(server, signedInAs("u-1"));
  await other.session.ready;
  expect(other.shown).toEqual([]);
  expect(other.store.state.email).toBeNull();
  other.write("b", 2);
  await other.delivery.run();
  expect(other.shown).toEqual(["words of b"]);
  expect(server.conversations.size).toBe(2);
});

test("being locked out of a conversation begins a new one with the next message", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  await page.session.lockedOut(server.onlyConversation);
  page.write("b", 2);
  await page.delivery.run();
  expect(server.conversations.size).toBe(2);
  expect(page.shown).toEqual(["words of b"]);
});

test("whoever has no open conversation waits where the team would begin one", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  expect(page.lobby).toBeNull();
  const closed = {
    type: "conversation-updated",
    conversationId: server.onlyConversation,
    updates: { status: "closed" },
  };
  page.store.dispatch(closed as ChatEvent);
  expect(page.lobby).toBe(CUSTOMER);
});

test("a closed conversation on the screen stays as it was announced when the team is subscribed to", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const conversation = server.conversations.get(server.onlyConversation);
  if (conversation) conversation.open = false;
  const updates = { status: "closed", read: false };
  page.store.dispatch({ type: "conversation-updated", conversationId: server.onlyConversation, updates });
  const calls = server.calls.length;
  page.session.refresh();
  await page.session.settled();
  expect(page.store.state.thread).toMatchObject({ status: "closed", read: false });
  expect(page.shown).toEqual(["words of a"]);
  expect(server.calls.slice(calls)).toEqual(["GET /api/conversations/customer"]);
});

test("whoever is locked out of a conversation waits there as well", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  await page.session.lockedOut(server.onlyConversation);
  expect(page.lobby).toBe(CUSTOMER);
  server.customers = [];
  await page.session.lockedOut(server.onlyConversation);
  expect(page.lobby).toBeNull();
});

test("tabs with two customers leave one another alone", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const calls = server.calls.length;
  page.session.keptElsewhere(page.identity.conversationKey("5d2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f"));
  await page.session.ready;
  expect(server.calls).toHaveLength(calls);
  page.session.keptElsewhere(page.identity.conversationKey(CUSTOMER));
  await page.session.ready;
  expect(server.calls.slice(calls)).toEqual(["GET /api/conversations/customer"]);
});

test("a catch-up that fails once leaves the page live", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  page.store.dispatch({ type: "link", link: "live" });
  const answers: boolean[] = [];
  page.store.subscribe(({ answered }) => answers.push(answered));
  server.meets("unreachable");
  await page.session.catchUp();
  expect(answers).toContain(false);
  expect(page.store.state).toMatchObject({ link: "live", answered: true });
});

test("a deleted conversation ends with a word, and the next message begins another of the same customer", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const deleted = server.onlyConversation;
  page.write("b", 2);
  server.conversations.delete(deleted);
  page.session.ended(deleted);
  expect(page.shown).toEqual([]);
  expect(page.store.state.outbox).toMatchObject([{ client_id: "b", state: "waiting" }]);
  expect(page.lobby).toBe(CUSTOMER);
  expect(endLine({ ...page.store.state, outbox: [] })).toContain("has ended");

  await page.delivery.run();
  expect(page.shown).toEqual(["words of b"]);
  expect(endLine(page.store.state)).toBeNull();
  expect(server.conversations.get(server.onlyConversation)?.customerId).toBe(CUSTOMER);
  expect(server.customers).toEqual([CUSTOMER]);
});

test("after missed edits all that is shown is read again, and an edit received meanwhile is not undone", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b", "c"].entries()) page.write(id, index);
  await page.delivery.run();
  const id = server.onlyConversation;
  const messages = server.conversations.get(id)?.messages ?? [];
  page.store.dispatch({ type: "edits-counted", count: 0 });
  messages.splice(1, 1);
  messages[0] = { ...(messages[0] as Message), body: "edited" };
  server.meanwhile = () => {
    server.meanwhile = () => {};
    messages[1] = { ...(messages[1] as Message), body: "edited later" };
    page.store.dispatch({ type: "message-changed", message: messages[1], editCount: null });
  };
  page.store.dispatch({ type: "edits-counted", count: 2 });
  await expect.poll(() => page.shown).toEqual(["edited", "edited later"]);
  expect(page.store.state.thread).toMatchObject({ stale: false, editCount: 3 });
});

test("after a reload the page stands as a fresh one would", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b"].entries()) page.write(id, index);
  await page.delivery.run();
  const conversation = server.conversations.get(server.onlyConversation);
  if (conversation === undefined) throw new Error("no conversation");
  conversation.messages[0] = { ...(conversation.messages[0] as Message), body: "edited" };
  server.store(server.onlyConversation, { body: "missed", client_id: "x", sent_at: "" }, { client_id: null });
  conversation.read = true;
  await page.session.reload();
  await expect.poll(() => page.shown).toEqual(["edited", "words of b", "missed"]);
  expect(page.store.state.thread).toMatchObject({ status: "open", read: true });

  conversation.open = false;
  await page.session.reload();
  expect(page.store.state.thread?.status).toBe("closed");
  expect(page.lobby).toBe(CUSTOMER);
});

test("what is received of the conversation while its state is asked for is newer than the answer", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  server.meanwhile = () => {
    if (server.calls.at(-1) !== "GET /api/conversations/customer") return;
    server.meanwhile = () => {};
    const updates = { status: "closed" };
    page.store.dispatch({ type: "conversation-updated", conversationId: server.onlyConversation, updates });
  };
  await page.session.reload();
  expect(page.store.state.thread?.status).toBe("closed");
});

test("what is received of the shown conversation while it is asked for again is not undone", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b"].entries()) page.write(id, index);
  await page.delivery.run();
  const id = server.onlyConversation;
  const [first, second] = server.conversations.get(id)?.messages ?? [];
  if (first === undefined || second === undefined) throw new Error("no messages");
  server.meanwhile = () => {
    server.meanwhile = () => {};
    const edited = { ...first, body: "edited" };
    server.conversations.set(id, { customerId: CUSTOMER, open: true, read: false, messages: [edited] });
    page.store.dispatch({ type: "message-changed", message: edited, editCount: null });
    page.store.dispatch({ type: "message-removed", conversationId: id, messageId: second.id, editCount: null });
    page.store.dispatch({
      type: "conversation-updated",
      conversationId: id,
      updates: { status: "closed", read: true },
    });
  };
  page.session.refresh();
  await page.session.settled();
  expect(page.shown).toEqual(["edited"]);
  expect(page.store.state.thread).toMatchObject({ status: "closed", read: true });
});

test("what a browser remembers under a name does not count without the server's word", async () => {
  const page = new Page(server, signedInAs("u-1"));
  page.write("a", 1);
  await page.delivery.run();
  expect(page.identity.customerId("u-1")).toBe(CUSTOMER);
  const later = new Page(server, signedInAs("u-1"));
  await later.session.ready;
  expect(later.identity.customerId("u-1")).toBeNull();
  later.write("b", 2);
  await later.delivery.run();
  expect(later.shown).toEqual(["words of b"]);
});

test("a hole is asked for and filled", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const id = server.onlyConversation;
  server.store(id, { body: "missed", client_id: "x", sent_at: "" }, { client_id: null });
  const late = server.store(id, { body: "live", client_id: "y", sent_at: "" }, { client_id: null });
  page.store.dispatch({ type: "message", message: late });
  await expect.poll(() => page.shown).toEqual(["words of a", "missed", "live"]);
});

test("a hole that opens while another is asked for is asked for as well", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const id = server.onlyConversation;
  const store = (body: string) => server.store(id, { body, client_id: body, sent_at: "" }, { client_id: null });
  store("2");
  const third = store("3");
  server.meanwhile = () => {
    server.meanwhile = () => {};
    store("4");
    page.store.dispatch({ type: "message", message: store("5") });
  };
  page.store.dispatch({ type: "message", message: third });
  await expect.poll(() => page.shown).toEqual(["words of a", "2", "3", "4", "5"]);
});
