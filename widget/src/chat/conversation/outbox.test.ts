import { beforeEach, expect, test } from "vitest";
import { message, outgoing } from "../../../test/examples";
import { KeyValues } from "../../shared/storage";
import { claimed, confirmed, nextToSend, type Outbox, OutboxStore, orphaned, queued, refused, retried } from "./outbox";

beforeEach(() => localStorage.clear());

const ids = (outbox: Outbox) => outbox.map(({ client_id }) => client_id);

test("messages leave in the order they were written, whatever order they were found in", () => {
  const outbox = [outgoing("b", 2), outgoing("a", 1), outgoing("b", 2)].reduce(queued, []);
  expect(ids(outbox)).toEqual(["a", "b"]);
  expect(nextToSend(outbox)?.client_id).toBe("a");
});

test("what was written before a name was given is the named visitor's, if it was written to this page", () => {
  const bob = { externalId: "bob", customerId: null };
  const outbox = [
    outgoing("here", 1),
    outgoing("here as a customer", 2, { writer: { externalId: null, customerId: "c1" } }),
    outgoing("earlier", 3, { kept: true }),
    outgoing("hers", 4, { writer: { externalId: "ada", customerId: null } }),
  ];
  const his = claimed(outbox, bob);
  expect(ids(his)).toEqual(["here", "here as a customer"]);
  expect(his[0]?.writer).toEqual(bob);
  expect(ids(claimed(his, { externalId: "carol", customerId: null }))).toEqual([]);
});

test("without a name one customer's words are not another's", () => {
  const outbox = claimed([outgoing("a", 1)], { externalId: null, customerId: "c1" });
  expect(ids(claimed(outbox, { externalId: null, customerId: "c1" }))).toEqual(["a"]);
  expect(ids(claimed(outbox, { externalId: null, customerId: "c2" }))).toEqual([]);
  expect(ids(claimed(orphaned(outbox), { externalId: null, customerId: "c2" }))).toEqual(["a"]);
});

test("a clock that is set back does not reverse what waits, nor does another tab", () => {
  const store = new OutboxStore(new KeyValues(() => localStorage), "account", null);
  const written = (id: string, sentAt: string) => {
    const message = outgoing(id, store.nextOrder(), { sent_at: sentAt });
    new OutboxStore(new KeyValues(() => localStorage), "account", null).save([], [message]);
  };
  written("first", "2026-01-01T11:00:00.000Z");
  written("second", "2026-01-01T09:00:00.000Z");
  written("third", "2026-01-01T10:00:00.000Z");
  expect(ids(store.load())).toEqual(["first", "second", "third"]);
  const { order: _, ...earlier } = outgoing("from before", 9);
  localStorage.setItem("netia:outbox:account:primary:from before", JSON.stringify(earlier));
  expect(ids(store.load())[0]).toBe("from before");
});

test("a stored message takes out its waiting copy, and no other", () => {
  const outbox = [outgoing("a", 1), outgoing("b", 2)];
  expect(ids(confirmed(outbox, message(1, { client_id: "a" })))).toEqual(["b"]);
  expect(ids(confirmed(outbox, message(1, { client_id: "z" })))).toEqual(["a", "b"]);
});

test("without a client id, the time to the second and the words decide", () => {
  const outbox = [outgoing("a", 1), outgoing("b", 1, { body: "other" })];
  const echo = message(1, { body: "words of a", sent_at: "2026-01-01T11:00:01Z" });
  expect(ids(confirmed(outbox, echo))).toEqual(["b"]);
  expect(ids(confirmed(outbox, { ...echo, sent_at: "2026-01-01T11:00:02Z" }))).toEqual(["a", "b"]);
  expect(ids(confirmed(outbox, { ...echo, user_id: 7 }))).toEqual(["a", "b"]);
});

test("a refused message lets the next one pass and waits for the visitor", () => {
  const outbox = refused([outgoing("a", 1), outgoing("b", 2)], "a", "too_long");
  expect(nextToSend(outbox)?.client_id).toBe("b");
  expect(nextToSend(retried(outbox, "a"))?.client_id).toBe("a");
});

test("what waits survives a reload, and what was sent does not come back", () => {
  const local = new KeyValues(() => localStorage);
  const store = new OutboxStore(local, "account", null);
  const before = [outgoing("a", 1), outgoing("b", 2), outgoing("c", 3)];
  store.save([], before);
  const after = refused(confirmed(before, message(1, { client_id: "a" })), "b", "too_long");
  store.save(before, after);
  expect(new OutboxStore(local, "account", null).load()).toEqual(
    after.map((outgoing) => ({ ...outgoing, kept: true })),
  );
  expect(new OutboxStore(local, "another account", null).load()).toEqual([]);
});

test("two tabs keep their messages side by side", () => {
  const tab = () => new OutboxStore(new KeyValues(() => localStorage), "account", "inbox");
  tab().save([], [outgoing("one", 1)]);
  tab().save([], [outgoing("two", 2)]);
  expect(ids(tab().load())).toEqual(["one", "two"]);
});

test("with storage blocked, messages live as long as the page", () => {
  const blocked = new KeyValues(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const store = new OutboxStore(blocked, "account", null);
  store.save([], [outgoing("a", 1)]);
  expect(ids(store.load())).toEqual(["a"]);
});

test("damaged entries are passed over", () => {
  localStorage.setItem("netia:outbox:account:primary:x", "{broken");
  localStorage.setItem("netia:outbox:account:primary:y", '{"body":1}');
  expect(new OutboxStore(new KeyValues(() => localStorage), "account", null).load()).toEqual([]);
});

test("only what notes no writer is dropped, and only from this outbox", () => {
  const store = new OutboxStore(new KeyValues(() => localStorage), "account", null);
  store.save([], [outgoing("signed", 1)]);
  const { writer: _, ...unsigned } = outgoing("unsigned", 2);
  for (const account of ["account", "another"]) {
    localStorage.setItem(`netia:outbox:${account}:primary:unsigned`, JSON.stringify(unsigned));
  }
  store.dropUnsigned();
  expect(ids(store.load())).toEqual(["signed"]);
  expect(ids(new OutboxStore(new KeyValues(() => localStorage), "another", null).load())).toEqual(["unsigned"]);
});
