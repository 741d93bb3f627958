import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, outgoing } from "../../../test/examples";
import { FakeServer } from "../../../test/fakeServer";
import { Page, signedInAs } from "../../../test/page";

const ADA = "5d2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";
const BOB = "8e2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
  server.known = { ada: ADA, bob: BOB };
});

test("what one visitor left waiting is neither shown to nor sent as the next, and goes out as hers later", async () => {
  const ada = new Page(server, signedInAs("ada"));
  await ada.session.ready;
  ada.write("hers", 1);

  const bob = new Page(server, signedInAs("bob"));
  bob.write("his", 2);
  await bob.delivery.run();
  expect(bob.shown).toEqual(["words of his"]);

  const later = new Page(server, signedInAs("ada"));
  expect(later.waiting).toEqual(["words of hers"]);
  await later.delivery.run();
  expect([...server.conversations.values()].map(({ customerId, messages }) => [customerId, messages.length])).toEqual([
    [BOB, 1],
    [ADA, 1],
  ]);
});

test("a visitor without a name leaves nothing to the next who has one", async () => {
  const nobody = new Page(server, "&requireEmailUpfront=1");
  nobody.store.dispatch({ type: "email", email: "ada@b.example" });
  nobody.write("a", 1);

  const bob = new Page(server, signedInAs("bob"));
  expect(bob.waiting).toEqual([]);
  bob.write("b", 2);
  await bob.delivery.run();
  expect(bob.shown).toEqual(["words of b"]);
  expect(server.described).toEqual([]);
  expect(new Page(server).waiting).toEqual(["words of a"]);
});

test("an address left by one visitor is not put on another", async () => {
  const ada = new Page(server, signedInAs("ada"));
  ada.store.dispatch({ type: "email", email: "ada@b.example" });
  const bob = new Page(server, signedInAs("bob"));
  bob.write("b", 1);
  await bob.delivery.run();
  expect(server.described).toEqual([]);
  expect(new Page(server, signedInAs("ada")).store.state.email).toBe("ada@b.example");
});

test("a visitor who gets a name while the page is open keeps what they wrote to it", async () => {
  const page = new Page(server);
  page.write("a", 1);
  page.identify({ external_id: "bob" });
  await page.delivery.run();
  expect(server.conversations.get(server.onlyConversation)?.customerId).toBe(BOB);
  expect(page.shown).toEqual(["words of a"]);
});

test("an earlier visitor's words do not follow a name given later", async () => {
  new Page(server).write("a", 1);
  const page = new Page(server);
  expect(page.waiting).toEqual(["words of a"]);
  page.identify({ external_id: "bob" });
  await page.session.settled();
  expect(page.waiting).toEqual([]);
  expect(new Page(server).waiting).toEqual(["words of a"]);
});

test("a page whose visitor changes shows, describes and sends nothing of the first to the second", async () => {
  const page = new Page(server, signedInAs("bob"));
  page.write("a", 1);
  await page.delivery.run();
  page.write("his", 2);
  page.identify({ external_id: "ada", name: "Ada" });
  expect(page.store.state).toMatchObject({ customerId: null, thread: null, outbox: [] });
  page.write("hers", 3);
  await page.delivery.run();
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.shown).toEqual(["words of hers"]);
  await expect.poll(() => server.described).toEqual([{ id: ADA, external_id: "ada", name: "Ada" }]);
  expect(new Page(server, signedInAs("bob")).waiting).toEqual(["words of his"]);
});

test("a page without a name that shows a known customer does not describe them as somebody else", async () => {
  server.customers = [ADA];
  const ada = new Page(server, signedInAs("ada"));
  await ada.session.ready;
  const page = new Page(server);
  await page.session.ready;
  expect(page.store.state.customerId).toBe(ADA);
  page.identify({ external_id: "bob" });
  await expect.poll(() => server.described).toEqual([{ id: BOB, external_id: "bob" }]);
  expect(page.store.state.customerId).toBe(BOB);
});

test("a customer without a name who gets one stays the customer", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  page.identify({ external_id: "carol" });
  await expect.poll(() => server.described).toEqual([{ id: CUSTOMER, external_id: "carol" }]);
  expect(page.shown).toEqual(["words of a"]);
  expect(page.identity.externalId(CUSTOMER)).toBe("carol");
});

test("a customer made while the page changes hands is the first one's", async () => {
  server.known = { ada: ADA };
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  server.meanwhile = () => {
    server.meanwhile = () => {};
    page.identify({ external_id: "ada" });
  };
  page.write("his", 1);
  await page.delivery.run();
  await page.session.settled();
  expect(page.store.state).toMatchObject({ customerId: ADA, thread: null });
  expect(page.identity.externalId(CUSTOMER)).toBe("bob");
});

test("a conversation that was asked for while the page changes hands is not shown to the second", async () => {
  const bob = new Page(server, signedInAs("bob"));
  bob.write("his", 1);
  await bob.delivery.run();

  const page = new Page(server, signedInAs("bob"));
  const shown: string[][] = [];
  server.meanwhile = () => {
    if (page.store.state.customerId !== BOB) return;
    server.meanwhile = () => {};
    page.identify({ external_id: "ada" });
    page.store.subscribe(() => shown.push(page.shown));
  };
  await page.session.settled();
  expect(page.store.state.customerId).toBe(ADA);
  expect(shown.flat()).toEqual([]);
});

test("nothing is sent before it is known who the second visitor is", async () => {
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  page.write("his", 1);
  const sending = page.delivery.run();
  page.identify({ external_id: "ada" });
  page.write("hers", 2);
  await sending;
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.shown).toEqual(["words of hers"]);
  expect(server.customers).toEqual([]);
});

test("what was written while a known customer was on the screen stays theirs when another name is given", async () => {
  server.customers = [ADA];
  await new Page(server, signedInAs("ada")).session.ready;
  const page = new Page(server);
  await page.session.ready;
  page.write("a", 1);
  page.identify({ external_id: "bob" });
  await page.session.settled();
  expect(page.waiting).toEqual([]);
  expect(new Page(server, signedInAs("bob")).waiting).toEqual([]);
});

test("a host page that answers with the visitor whom it had first does not bring them back", async () => {
  const page = new Page(server, signedInAs("bob"));
  page.write("his", 1);
  await page.delivery.run();
  page.identify({ external_id: "bob" });
  page.identify({ external_id: "ada" });
  page.write("hers", 2);
  await page.delivery.run();
  page.identify({ external_id: "bob", name: "Bob" });
  await page.session.settled();
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.shown).toEqual(["words of hers"]);
  // An answer brings it once; a second time it is meant.
  page.identify({ external_id: "bob" });
  await page.session.settled();
  expect(page.shown).toEqual(["words of his"]);
});

test("what is known of one visitor while nobody answered is not put on the next", async () => {
  server.meets("unreachable", "unreachable", "unreachable");
  const page = new Page(server, signedInAs("carol"));
  page.identify({ external_id: "bob", name: "Bob" });
  page.identify({ external_id: "ada" });
  await expect.poll(() => server.described).toEqual([{ id: ADA, external_id: "ada" }]);
});

test("who was asked for under one name is not the visitor of another one given meanwhile", async () => {
  server.customers = [ADA, BOB];
  const page = new Page(server);
  await page.session.ready;
  server.meanwhile = () => {
    server.meanwhile = () => {};
    page.identify({ external_id: "ada" });
  };
  page.identify({ external_id: "bob" });
  await expect.poll(() => page.store.state.customerId).toBe(ADA);
  await page.session.settled();
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.identity.externalId(BOB)).toBeNull();
});

test("a customer whom the host page gave to one visitor is not the next one's", async () => {
  server.customers = [CUSTOMER];
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  server.meanwhile = () => {
    server.meanwhile = () => {};
    page.identify({ external_id: "ada" });
  };
  page.session.become(CUSTOMER);
  await page.session.settled();
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.identity.externalId(CUSTOMER)).toBeNull();
});

test("the echo of one visitor's customer does not bring them back to the next", async () => {
  server.customers = [ADA, BOB];
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  page.identify({ external_id: "ada" });
  page.session.become(BOB);
  await page.session.settled();
  expect(page.store.state.customerId).toBe(ADA);
  expect(page.identity.externalId(BOB)).toBe("bob");
});

test("a customer who is gone takes nothing from the next visitor", async () => {
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  server.meanwhile = () => {
    server.meanwhile = () => {};
    page.store.dispatch({ type: "somebody-else", metadata: { external_id: "ada" } });
    page.store.dispatch({ type: "customer", customerId: ADA });
  };
  await page.session.lockedOut("c1");
  expect(page.store.state.customerId).toBe(ADA);
});

test("a first message that waits for another tab is not sent when the page is somebody else's after that", async () => {
  const page = new Page(server, signedInAs("bob"));
  await page.session.ready;
  let free = () => {};
  page.lock = new Promise((resolve) => {
    free = resolve;
  });
  page.write("his", 1);
  const sending = page.delivery.run();
  await page.session.settled();
  page.identify({ external_id: "ada" });
  await page.session.settled();
  free();
  await sending;
  expect(server.conversations.size).toBe(0);
  expect(page.store.state).toMatchObject({ customerId: ADA, thread: null });
  expect(new Page(server, signedInAs("bob")).waiting).toEqual(["words of his"]);
});

test("what an earlier version kept for a named visitor is not sent by the next page without a name", async () => {
  const { writer: _, ...unsigned } = outgoing("old", 1);
  const keep = () => localStorage.setItem(`netia:outbox:${ACCOUNT}:primary:old`, JSON.stringify(unsigned));
  keep();
  expect(new Page(server).waiting).toEqual(["words of old"]);
  server.customers = [BOB];
  await new Page(server, signedInAs("bob")).session.ready;
  keep();
  const nobody = new Page(server);
  nobody.write("new", 2);
  expect(nobody.waiting).toEqual(["words of new"]);
});
