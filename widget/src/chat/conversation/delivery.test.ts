import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, chat, fromTeam, outgoing } from "../../../test/examples";
import { FakeServer } from "../../../test/fakeServer";
import { KeyValues } from "../../shared/storage";
import type { ChatEvent } from "../app/state";
import { Store } from "../app/store";
import { keepUp } from "../app/wiring";
import { endLine } from "../ui/words";
import { IdentityStore } from "../visitor/identity";
import { Api } from "./api";
import { Delivery } from "./delivery";
import type { Asked } from "./live";
import type { Message } from "./message";
import { OutboxStore } from "./outbox";
import { Session } from "./session";

/** One open page on a server, wired as main.ts wires it, with a clock that never makes anybody wait. */
class Page {
  readonly store: Store;
  readonly session: Session;
  readonly delivery: Delivery;
  readonly identity: IdentityStore;
  locked = false;
  pauses = 0;
  /** Whose lobby the page is in. */
  lobby: string | null = null;

  constructor(
    private readonly server: FakeServer,
    query = "",
    meanwhile: () => void = () => {},
  ) {
    const local = new KeyValues(() => localStorage);
    const outboxes = new OutboxStore(local, ACCOUNT, null);
    this.identity = new IdentityStore(local, ACCOUNT, null);
    this.store = new Store(chat(query, { outbox: outboxes.load(), email: this.identity.email() }));
    const api = new Api("https://chat.example", ACCOUNT, null, server.fetch, this.identity);
    const live = {
      follow: (id: string, _customer: string, asked: Asked) => this.join(id, asked),
      followLobby: (customerId: string) => {
        this.lobby = customerId;
      },
      leave: () => {
        this.lobby = null;
      },
      shout: async (message: Parameters<FakeServer["shout"]>[0]) => server.shout(message),
    };
    const pause = async () => {
      this.pauses += 1;
      meanwhile();
      if (this.pauses > 20) throw new Error("waited for ever");
      if (this.server.joined !== null) this.join(this.server.joined, this.server.asked);
    };
    this.session = new Session(this.store, api, this.identity, live, pause);
    this.delivery = new Delivery(
      this.store,
      api,
      this.identity,
      live,
      this.session,
      pause,
      (_, work) => work(),
      () => ({}),
    );
    const host = { post: () => {}, dropped: 0 };
    keepUp(this.store, { followTeam: () => {}, seen: () => {} }, outboxes, this.identity, host);
    this.session.start();
  }

  /** As the socket does: the answer to a join brings what was missed. */
  join(id: string, asked: Asked): void {
    this.lobby = null;
    this.server.joined = id;
    this.server.asked = asked;
    const missed = this.server.conversations.get(id)?.messages.filter(({ seq }) => seq > asked().after) ?? [];
    this.store.dispatch({ type: "missed", messages: missed });
  }

  write(id: string, second: number): void {
    this.store.dispatch({ type: "queued", outgoing: outgoing(id, second) });
  }

  get shown(): string[] {
    return this.store.state.thread?.messages.map(({ body }) => body) ?? [];
  }
}

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
});

const onlyConversation = () => {
  expect(server.conversations.size).toBe(1);
  return [...server.conversations.keys()][0] ?? "";
};

test("looking at the page makes no records", async () => {
  const page = new Page(server);
  await page.session.ready;
  await page.delivery.run();
  expect(server.calls).toEqual([]);
});

test("the first message makes a customer, then the conversation with the message, in this order", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  expect(server.calls.filter((call) => call.startsWith("POST"))).toEqual([
    "POST /api/customers",
    "POST /api/conversations",
  ]);
  expect(server.bodies(onlyConversation())).toEqual(["words of a"]);
  expect(page.shown).toEqual(["words of a"]);
  expect(page.store.state.outbox).toEqual([]);
});

test("what is typed before the conversation exists follows in order, into the one conversation", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b", "c"].entries()) page.write(id, index);
  await page.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of b", "words of c"]);
  expect(page.store.state.outbox).toEqual([]);
});

test("an answer that got lost at any step makes nothing twice", async () => {
  for (let step = 0; step < 5; step += 1) {
    localStorage.clear();
    server = new FakeServer();
    server.meets(...Array<"answers">(step).fill("answers"), "dies after the work");
    const page = new Page(server);
    page.write("a", 1);
    page.write("b", 2);
    await page.delivery.run();
    expect(server.bodies(onlyConversation()), `lost at step ${step}`).toEqual(["words of a", "words of b"]);
    expect(page.shown).toEqual(["words of a", "words of b"]);
    expect(page.store.state.outbox).toEqual([]);
  }
});

test("with nobody there, messages wait and go out once when there is", async () => {
  server.meets("unreachable", "unreachable", "unreachable");
  const page = new Page(server);
  page.write("a", 1);
  const sending = page.delivery.run();
  page.write("b", 2);
  await sending;
  expect(page.pauses).toBeGreaterThanOrEqual(3);
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of b"]);
});

test("a page that is closed while messages wait sends them when it is opened again", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  page.write("b", 2);

  const again = new Page(server);
  expect(again.store.state.outbox.map(({ client_id }) => client_id)).toEqual(["b"]);
  await again.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of b"]);
  expect(again.shown).toEqual(["words of a", "words of b"]);
  expect(new Page(server).store.state.outbox).toEqual([]);
});

test("an address left with a message that still waits goes out with it, on a later visit too", async () => {
  server.meets("unreachable");
  const page = new Page(server, "&requireEmailUpfront=1");
  page.store.dispatch({ type: "email", email: "ada@b.example" });
  page.write("a", 1);

  const again = new Page(server, "&requireEmailUpfront=1");
  await again.delivery.run();
  expect(server.emails).toEqual(["ada@b.example"]);
  expect(server.bodies(onlyConversation())).toEqual(["words of a"]);
});

test("a second tab that finds the same waiting message sends nothing twice", async () => {
  const first = new Page(server);
  first.write("a", 1);
  const second = new Page(server);
  await first.delivery.run();
  await second.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a"]);
  expect(second.store.state.outbox).toEqual([]);
});

test("a refused message is marked, can be tried again, and does not hold up the next", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const shout = server.shout.bind(server);
  server.shout = (given) => (given.client_id === "b" ? { kind: "refused", reason: "too_long" } : shout(given));
  page.write("b", 2);
  page.write("c", 3);
  await page.delivery.run();
  expect(page.store.state.outbox).toMatchObject([{ client_id: "b", state: "refused", problem: "too_long" }]);
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of c"]);

  server.shout = shout;
  page.store.dispatch({ type: "retried", clientId: "b" });
  await page.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of c", "words of b"]);
});

test("a returning visitor sees the conversation and what was answered in between", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const { id: _, ...answer } = fromTeam(2, { body: "an answer", client_id: "team" });
  server.store(
    onlyConversation(),
    { body: "an answer", client_id: "team", sent_at: "" },
    { ...answer, conversation_id: onlyConversation() },
  );

  const later = new Page(server);
  await later.session.ready;
  expect(later.shown).toEqual(["words of a", "an answer"]);
});

test("a conversation closed meanwhile is shown again, and the next message goes into it", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const conversation = server.conversations.get(onlyConversation());
  if (conversation) conversation.open = false;

  const later = new Page(server);
  await later.session.ready;
  expect(later.store.state.thread?.status).toBe("closed");
  later.write("b", 2);
  await later.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a", "words of b"]);
});

test("a customer the server does not know any more is replaced, and the message is kept", async () => {
  localStorage.setItem(`__PAPERCUPS____CUSTOMER_ID__:${ACCOUNT}`, JSON.stringify(CUSTOMER));
  const page = new Page(server);
  await page.session.ready;
  expect(page.store.state.customerId).toBeNull();
  page.write("a", 1);
  await page.delivery.run();
  expect(server.bodies(onlyConversation())).toEqual(["words of a"]);
});

const signedInAs = (externalId: string) =>
  `&metadata=${encodeURIComponent(JSON.stringify({ external_id: externalId }))}`;
const signedIn = signedInAs("u-1");

test.each(["", "   ", "null", "undefined"])("a host page that names its visitor %j names nobody", async (blank) => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();

  const later = new Page(server, signedInAs(blank));
  await later.session.ready;
  expect(later.shown).toEqual(["words of a"]);
  expect(server.calls).not.toContain("GET /api/customers/identify");
});

test("a message written before the server has recognised the visitor is still the visitor's", async () => {
  server.known["u-1"] = "5d2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";
  const page = new Page(server, signedIn);
  page.write("a", 1);
  await page.delivery.run();
  expect(server.customers).toEqual([]);
  expect(server.conversations.get(onlyConversation())?.customerId).toBe(server.known["u-1"]);
});

test("somebody else's conversation in the same browser is not continued", async () => {
  const before = new Page(server);
  before.store.dispatch({ type: "email", email: "ada@b.example" });
  before.write("a", 1);
  await before.delivery.run();

  const other = new Page(server, signedIn);
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
  await page.session.lockedOut(onlyConversation());
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
  const closed = { type: "conversation-updated", conversationId: onlyConversation(), updates: { status: "closed" } };
  page.store.dispatch(closed as ChatEvent);
  expect(page.lobby).toBe(CUSTOMER);
});

test("whoever is locked out of a conversation waits there as well", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  await page.session.lockedOut(onlyConversation());
  expect(page.lobby).toBe(CUSTOMER);
  server.customers = [];
  await page.session.lockedOut(onlyConversation());
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
  const heard: boolean[] = [];
  page.store.subscribe(({ answered }) => heard.push(answered));
  server.meets("unreachable");
  await page.session.catchUp();
  expect(heard).toContain(false);
  expect(page.store.state).toMatchObject({ link: "live", answered: true });
});

test("a message taken back while nobody answers leaves no trouble behind", async () => {
  server.meets("unreachable");
  const page = new Page(server, "", () => page.store.dispatch({ type: "withdrawn", clientId: "a" }));
  page.write("a", 1);
  await page.delivery.run();
  expect(page.store.state).toMatchObject({ outbox: [], answered: true });
});

test("a deleted conversation ends with a word, and the next message begins another of the same customer", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const deleted = onlyConversation();
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
  expect(server.conversations.get(onlyConversation())?.customerId).toBe(CUSTOMER);
  expect(server.customers).toEqual([CUSTOMER]);
});

test("after unheard edits all that is shown is read again, and an edit heard meanwhile is not undone", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b", "c"].entries()) page.write(id, index);
  await page.delivery.run();
  const id = onlyConversation();
  const messages = server.conversations.get(id)?.messages ?? [];
  page.store.dispatch({ type: "edits-told", count: 0 });
  messages.splice(1, 1);
  messages[0] = { ...(messages[0] as Message), body: "edited" };
  server.meanwhile = () => {
    server.meanwhile = () => {};
    messages[1] = { ...(messages[1] as Message), body: "edited later" };
    page.store.dispatch({ type: "message-changed", message: messages[1] });
  };
  page.store.dispatch({ type: "edits-told", count: 2 });
  await expect.poll(() => page.shown).toEqual(["edited", "edited later"]);
  expect(page.store.state.thread).toMatchObject({ stale: false, editCount: 3 });
});

test("after a reload the page stands as a fresh one would", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b"].entries()) page.write(id, index);
  await page.delivery.run();
  const conversation = server.conversations.get(onlyConversation());
  if (conversation === undefined) throw new Error("no conversation");
  conversation.messages[0] = { ...(conversation.messages[0] as Message), body: "edited" };
  server.store(onlyConversation(), { body: "missed", client_id: "x", sent_at: "" }, { client_id: null });
  conversation.read = true;
  await page.session.reload();
  await expect.poll(() => page.shown).toEqual(["edited", "words of b", "missed"]);
  expect(page.store.state.thread).toMatchObject({ status: "open", read: true });

  conversation.open = false;
  await page.session.reload();
  expect(page.store.state.thread?.status).toBe("closed");
  expect(page.lobby).toBe(CUSTOMER);
});

test("a hole is asked for and filled", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const id = onlyConversation();
  server.store(id, { body: "missed", client_id: "x", sent_at: "" }, { client_id: null });
  const late = server.store(id, { body: "heard", client_id: "y", sent_at: "" }, { client_id: null });
  page.store.dispatch({ type: "message", message: late });
  await expect.poll(() => page.shown).toEqual(["words of a", "missed", "heard"]);
});

test("a hole that opens while another is asked for is asked for as well", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  const id = onlyConversation();
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
