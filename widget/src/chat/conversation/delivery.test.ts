import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../../test/fakeServer";
import { Page, signedInAs } from "../../../test/page";

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
});

test("the first message makes a customer, then the conversation with the message, in this order", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  expect(server.calls.filter((call) => call.startsWith("POST"))).toEqual([
    "POST /api/customers",
    "POST /api/conversations",
  ]);
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a"]);
  expect(page.shown).toEqual(["words of a"]);
  expect(page.store.state.outbox).toEqual([]);
});

test("what is typed before the conversation exists follows in order, into the one conversation", async () => {
  const page = new Page(server);
  for (const [index, id] of ["a", "b", "c"].entries()) page.write(id, index);
  await page.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of b", "words of c"]);
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
    expect(server.bodies(server.onlyConversation), `lost at step ${step}`).toEqual(["words of a", "words of b"]);
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
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of b"]);
});

test("a page that is closed while messages wait sends them when it is opened again", async () => {
  const page = new Page(server);
  page.write("a", 1);
  await page.delivery.run();
  page.write("b", 2);

  const again = new Page(server);
  expect(again.store.state.outbox.map(({ client_id }) => client_id)).toEqual(["b"]);
  await again.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of b"]);
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
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a"]);
});

test("a second tab that finds the same waiting message sends nothing twice", async () => {
  const first = new Page(server);
  first.write("a", 1);
  const second = new Page(server);
  await first.delivery.run();
  await second.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a"]);
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
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of c"]);

  server.shout = shout;
  page.store.dispatch({ type: "retried", clientId: "b" });
  await page.delivery.run();
  expect(server.bodies(server.onlyConversation)).toEqual(["words of a", "words of c", "words of b"]);
});

test("a message written before the server has recognised the visitor is still the visitor's", async () => {
  server.known["u-1"] = "5d2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";
  const page = new Page(server, signedInAs("u-1"));
  page.write("a", 1);
  await page.delivery.run();
  expect(server.customers).toEqual([]);
  expect(server.conversations.get(server.onlyConversation)?.customerId).toBe(server.known["u-1"]);
});

test("a message taken back while nobody answers leaves no trouble behind", async () => {
  server.meets("unreachable");
  const page = new Page(server, "", () => page.store.dispatch({ type: "withdrawn", clientId: "a" }));
  page.write("a", 1);
  await page.delivery.run();
  expect(page.store.state).toMatchObject({ outbox: [], answered: true });
});
