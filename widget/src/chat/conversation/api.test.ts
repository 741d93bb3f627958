import { expect, test } from "vitest";
import { ACCOUNT, CUSTOMER, message } from "../../../test/examples";
import { Api, UnreachableError } from "./api";

const tokens = { visitorToken: () => null, rememberToken: () => {} };

/** The client of a server that answers every question with this body. */
function answering(body: string, status = 200): Api {
  return new Api("https://chat.example", ACCOUNT, null, async () => new Response(body, { status }), tokens);
}

const questions: [string, (api: Api) => Promise<unknown>][] = [
  ["who somebody is", (api) => api.identify("u-1", {})],
  ["whether a customer exists", (api) => api.customerExists(CUSTOMER)],
  ["the conversations", (api) => api.openConversations(CUSTOMER)],
  ["the messages", (api) => api.messagesAfter("c1", CUSTOMER, 0)],
  ["the settings", (api) => api.settings()],
  ["for a customer", (api) => api.createCustomer({})],
];

test.each(questions)("asked %s, a garbled answer is none", async (_, ask) => {
  for (const body of ["", '{"data": [', "<html>Welcome</html>", "null", "[]", "{}", '{"data": 7}', '{"data": "x"}']) {
    await expect(ask(answering(body)), body).rejects.toThrow(UnreachableError);
  }
});

test("an answer of the right shape counts, an empty one too", async () => {
  expect(await answering('{"data": {"customer_id": null}}').identify("u-1", {})).toBeNull();
  expect(await answering('{"data": false}').customerExists(CUSTOMER)).toBe(false);
  expect(await answering('{"data": []}').openConversations(CUSTOMER)).toEqual([]);
  expect(await answering('{"data": []}').messagesAfter("c1", CUSTOMER, 0)).toEqual([]);
  const page = JSON.stringify({ data: [message(1)] });
  expect(await answering(page).messagesAfter("c1", CUSTOMER, 0)).toEqual([message(1)]);
});

test("a conversation without an id is not the lack of one", async () => {
  await expect(answering('{"data": [{}]}').openConversations(CUSTOMER)).rejects.toThrow(UnreachableError);
});

test("a refusal has the time to wait, and a body that is too large is refused whoever answers so", async () => {
  const busy = new Response('{"error": {"message": "Busy"}}', { status: 503, headers: { "retry-after": "7" } });
  const api = new Api("https://chat.example", ACCOUNT, null, async () => busy, tokens);
  await expect(api.createCustomer({})).rejects.toMatchObject({ status: 503, retryAfterMs: 7_000, isPassing: true });
  const refusal = answering("<html>", 413).createCustomer({});
  await expect(refusal).rejects.toMatchObject({ status: 413, isPassing: false, message: "too_long" });
});

test("only the application's own words refuse", async () => {
  await expect(answering("<html>", 404).customerExists(CUSTOMER)).rejects.toThrow(UnreachableError);
  await expect(answering('{"error": {"message": "Not found"}}', 404).customerExists(CUSTOMER)).rejects.toThrow(
    "Not found",
  );
});
