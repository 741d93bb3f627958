import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, chat, fromTeam } from "../../../test/examples";
import { KeyValues } from "../../shared/storage";
import { OutboxStore } from "../conversation/outbox";
import { unseen } from "../conversation/thread";
import { IdentityStore } from "../visitor/identity";
import { Store } from "./store";
import { keepUp, visitorActions } from "./wiring";

const local = new KeyValues(() => localStorage);
const outboxes = new OutboxStore(local, ACCOUNT, null);
const host = { post: () => {}, dropped: 0 };

beforeEach(() => localStorage.clear());

test("what the visitor looks at is seen once the server can be told", () => {
  const store = new Store(chat("", { customerId: CUSTOMER, link: "live" }));
  let isJoined = false;
  const live = { followTeam: () => {}, seen: () => isJoined };
  keepUp(store, live, outboxes, new IdentityStore(local, ACCOUNT, null), host);
  const conversation = { id: "c1", status: "open", read: true, messages: [fromTeam(1)] };
  store.dispatch({ type: "conversation", conversation });
  expect(unseen(store.state.thread)).toHaveLength(1);
  isJoined = true;
  store.dispatch({ type: "link", link: "connecting" });
  store.dispatch({ type: "link", link: "live" });
  expect(unseen(store.state.thread)).toEqual([]);
});

test("a message is written under the visitor's name, behind all that wait", () => {
  const store = new Store(chat(`&metadata=${encodeURIComponent('{"external_id":"ada"}')}`));
  keepUp(store, { followTeam: () => {}, seen: () => true }, outboxes, new IdentityStore(local, ACCOUNT, null), host);
  const actions = visitorActions(store, { typing: () => {} }, host, outboxes);
  actions.send("one");
  actions.send("two");
  const writer = { externalId: "ada", customerId: null };
  expect(outboxes.load()).toMatchObject([
    { body: "one", order: 1, writer },
    { body: "two", order: 2, writer },
  ]);
});
