import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, chat, fromTeam } from "../../../test/examples";
import { KeyValues } from "../../shared/storage";
import { OutboxStore } from "../conversation/outbox";
import { unseen } from "../conversation/thread";
import { IdentityStore } from "../visitor/identity";
import { Store } from "./store";
import { bindEffects, visitorActions } from "./wiring";

const local = new KeyValues(() => localStorage);
const outboxes = new OutboxStore(local, ACCOUNT, null);
const host = { post: () => {}, dropped: 0 };
const conversation = { status: "open", read: true, messages: [fromTeam(1)] };

beforeEach(() => localStorage.clear());

/** A page that looks at a message of the team, and a server that gets the receipt and answers when it is made to. */
function looking() {
  const store = new Store(chat("", { customerId: CUSTOMER, link: "live" }));
  const answers: ((isReceived: boolean) => void)[] = [];
  const live = { followTeam: () => {}, seen: () => new Promise<boolean>((resolve) => answers.push(resolve)) };
  bindEffects(store, live, outboxes, new IdentityStore(local, ACCOUNT, null), host);
  store.dispatch({ type: "conversation", conversation: { ...conversation, id: "c1" } });
  const answer = async (isReceived: boolean) => {
    answers.at(-1)?.(isReceived);
    await Promise.resolve();
  };
  return { store, answers, answer, unseen: () => unseen(store.state.thread).map(({ seq }) => seq) };
}

test("what the visitor looks at is seen when the server has the receipt, of what was there to look at", async () => {
  const page = looking();
  expect(page.unseen()).toEqual([1]);
  page.store.dispatch({ type: "message", message: fromTeam(2) });
  expect(page.answers).toHaveLength(1);
  await page.answer(true);
  expect(page.unseen()).toEqual([2]);
  expect(page.answers).toHaveLength(2);
  await page.answer(true);
  expect(page.unseen()).toEqual([]);
  expect(page.answers).toHaveLength(2);
});

test("a receipt that the server has not got is sent again when the page is back", async () => {
  const page = looking();
  await page.answer(false);
  expect(page.unseen()).toEqual([1]);
  page.store.dispatch({ type: "link", link: "connecting" });
  expect(page.answers).toHaveLength(1);
  page.store.dispatch({ type: "link", link: "live" });
  await page.answer(true);
  expect(page.unseen()).toEqual([]);
});

test("what was seen of one conversation makes nothing seen of another", async () => {
  const page = looking();
  const messages = [fromTeam(1, { id: "other", conversation_id: "c2" })];
  page.store.dispatch({ type: "conversation", conversation: { ...conversation, id: "c2", messages } });
  await page.answer(true);
  expect(page.unseen()).toEqual([1]);
});

test("a message is written under the visitor's name, behind all that wait", () => {
  const store = new Store(chat(`&metadata=${encodeURIComponent('{"external_id":"ada"}')}`));
  bindEffects(
    store,
    { followTeam: () => {}, seen: async () => true },
    outboxes,
    new IdentityStore(local, ACCOUNT, null),
    host,
  );
  const actions = visitorActions(store, { typing: () => {} }, host, outboxes);
  actions.send("one");
  actions.send("two");
  const writer = { externalId: "ada", customerId: null };
  expect(outboxes.load()).toMatchObject([
    { body: "one", order: 1, writer },
    { body: "two", order: 2, writer },
  ]);
});
