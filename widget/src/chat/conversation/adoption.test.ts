import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, chat, message, outgoing } from "../../../test/examples";
import { FakeLocks } from "../../../test/fakeLocks";
import { KeyValues } from "../../shared/storage";
import { visitor } from "../app/state";
import { Store } from "../app/store";
import { bindEffects } from "../app/wiring";
import { IdentityStore } from "../visitor/identity";
import { Adoption, type Holding } from "./adoption";
import { OutboxStore } from "./outbox";

const conversation = { id: "c1", status: "open", read: false, messages: [message(1)] };
const withoutLocks: Holding = async () => false;
/** Until nothing is left to do. */
const allElse = () => new Promise((resolve) => setImmediate(resolve));

let locks: FakeLocks;

beforeEach(() => {
  localStorage.clear();
  locks = new FakeLocks();
});

/** An open tab of the browser. Storage events are passed on by hand, as the test has but one window. */
class Tab {
  readonly store: Store;
  readonly adoption: Adoption;

  constructor(
    readonly name: string,
    holding: Holding = locks.of(name),
    query = "",
  ) {
    const local = new KeyValues(() => localStorage);
    const outboxes = new OutboxStore(local, ACCOUNT, null);
    const first = chat(query);
    this.store = new Store({ ...first, outbox: outboxes.loadOf(visitor(first)) });
    const host = { post: () => {}, dropped: 0 };
    const live = { followTeam: () => {}, seen: async () => true };
    bindEffects(this.store, live, outboxes, new IdentityStore(local, ACCOUNT, null), host);
    this.adoption = new Adoption(this.store, outboxes, holding);
    this.adoption.start();
  }

  write(id: string, order: number): void {
    this.store.dispatch({ type: "queued", outgoing: outgoing(id, order, { writer: visitor(this.store.state) }) });
  }

  /** Gets the event that another tab has written the message, or, when it is not kept any more, taken it out. */
  onStorage(id: string): void {
    const key = `netia:outbox:${ACCOUNT}:primary:${id}`;
    this.adoption.keptElsewhere(key, localStorage.getItem(key));
  }

  get waiting(): string[] {
    return this.store.state.outbox.map(({ client_id }) => client_id);
  }
}

test("a tab takes over what a killed one has left, under the same id and in order", async () => {
  const one = new Tab("one");
  const other = new Tab("other");
  one.write("a", 1);
  one.write("b", 2);
  other.write("c", 3);
  for (const id of ["a", "b"]) other.onStorage(id);
  await allElse();
  expect(other.waiting).toEqual(["c"]);

  locks.kill("one");
  await expect.poll(() => other.waiting).toEqual(["a", "b", "c"]);
});

test("what a living tab has sent is nobody's any more, and its locks are free", async () => {
  const one = new Tab("one");
  const other = new Tab("other");
  one.write("a", 1);
  other.onStorage("a");
  one.store.dispatch({ type: "message", message: message(1, { client_id: "a" }) });
  other.onStorage("a");
  await expect.poll(() => locks.held).toBe(0);
  locks.kill("one");
  await allElse();
  expect(other.waiting).toEqual([]);
});

test("a message that both tabs have goes from both when one has sent it or taken it back", () => {
  const one = new Tab("one");
  one.write("a", 1);
  const other = new Tab("other");
  expect(other.waiting).toEqual(["a"]);
  one.store.dispatch({ type: "withdrawn", clientId: "a" });
  other.onStorage("a");
  expect(other.waiting).toEqual([]);
});

test("another visitor's tab takes nothing over, and a tab that turns out to be theirs does", async () => {
  const ada = new Tab("ada", locks.of("ada"), `&metadata=${encodeURIComponent('{"external_id":"ada"}')}`);
  const other = new Tab("other");
  ada.write("a", 1);
  other.onStorage("a");
  locks.kill("ada");
  await allElse();
  expect(other.waiting).toEqual([]);
  other.store.dispatch({ type: "metadata", metadata: { external_id: "ada" } });
  expect(other.waiting).toEqual(["a"]);
});

test("without locks what is left is taken over after a break, by a page that follows a conversation", async () => {
  const one = new Tab("one", withoutLocks);
  const other = new Tab("other", withoutLocks);
  const third = new Tab("third", withoutLocks);
  other.store.dispatch({ type: "customer", customerId: CUSTOMER });
  other.store.dispatch({ type: "conversation", conversation });
  one.write("a", 1);
  other.onStorage("a");
  third.adoption.resume();
  await allElse();
  expect(other.waiting).toEqual([]);
  expect(third.waiting).toEqual([]);
  other.adoption.resume();
  await expect.poll(() => other.waiting).toEqual(["a"]);
});
