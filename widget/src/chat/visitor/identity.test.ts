import { beforeEach, expect, test } from "vitest";
import { ACCOUNT, CUSTOMER } from "../../../test/examples";
import { KeyValues } from "../../shared/storage";
import { IdentityStore } from "./identity";

const OTHER = "5d2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";
const CONVERSATION = "1b2f9c1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";
const local = new KeyValues(() => localStorage);
const identity = new IdentityStore(local, ACCOUNT, null);

beforeEach(() => localStorage.clear());

test("two customers of one browser keep a token and a conversation each", () => {
  identity.rememberToken(CUSTOMER, "one");
  identity.rememberToken(OTHER, "two");
  identity.rememberConversation(CUSTOMER, CONVERSATION);
  expect(identity.visitorToken(CUSTOMER)).toBe("one");
  expect(identity.visitorToken(OTHER)).toBe("two");
  expect(identity.conversationId(CUSTOMER)).toBe(CONVERSATION);
  expect(identity.conversationId(OTHER)).toBeNull();
});

test("forgetting a customer leaves the other one's things", () => {
  identity.rememberCustomer(OTHER, null);
  identity.rememberToken(OTHER, "two");
  identity.rememberToken(CUSTOMER, "one");
  identity.forgetCustomer(CUSTOMER);
  expect(identity.visitorToken(CUSTOMER)).toBeNull();
  expect(identity.visitorToken(OTHER)).toBe("two");
  expect(identity.customerId(null)).toBe(OTHER);
});

test("what was kept before each customer had keys is found, and forgotten, too", () => {
  localStorage.setItem(`netia:visitor:${ACCOUNT}`, JSON.stringify({ customer_id: CUSTOMER, token: "earlier" }));
  const kept = JSON.stringify({ customer_id: CUSTOMER, id: CONVERSATION });
  localStorage.setItem(`netia:conversation:${ACCOUNT}:primary`, kept);
  expect(identity.visitorToken(CUSTOMER)).toBe("earlier");
  expect(identity.visitorToken(OTHER)).toBeNull();
  expect(identity.conversationId(CUSTOMER)).toBe(CONVERSATION);
  identity.forgetCustomer(CUSTOMER);
  expect(localStorage).toHaveLength(0);
});

test("nothing is written that is there already", () => {
  const written: string[] = [];
  const store = new KeyValues(() => localStorage);
  const set = store.set.bind(store);
  store.set = (key, value) => {
    written.push(key);
    set(key, value);
  };
  const watched = new IdentityStore(store, ACCOUNT, null);
  for (let visit = 0; visit < 2; visit += 1) {
    watched.rememberCustomer(CUSTOMER, null);
    watched.rememberConversation(CUSTOMER, CONVERSATION);
  }
  expect(new Set(written).size).toBe(written.length);
});
