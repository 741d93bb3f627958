import { beforeAll, expect, test } from "vitest";
import { type Answer, data, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, password, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";

/*
 * Whatever field of whatever row a stranger fills: what is kept, shown to the team and sent to its sockets stays small. The fields are
 * those that the team sees, so that a new one is here without being named.
 */

/** Far more than a row may hold, and less than a request. */
const large = "x".repeat(60_000);
const values: [what: string, value: unknown][] = [
  ["a long text", large],
  ["a long list", Array.from({ length: 2_500 }, () => 1e20)],
  ["a long text in a list", [large]],
  ["a large object", { a: large }],
  [
    "a long name in an object",
    {
      [large.slice(0, 1_000)]: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, large.slice(0, 900)])),
    },
  ],
];
/** All of a row with every field at its limit, but for one that is tried. */
const mostBytes = 30_000;

let agent: Agent;
let visitor: Visitor;

beforeAll(async () => {
  agent = await newAccount();
  visitor = await newVisitor(agent.accountId);
});

/** Each key of a row with each value. */
function tries(row: Record<string, unknown>): { what: string; field: Record<string, unknown> }[] {
  return Object.keys(row).flatMap((key) =>
    values.map(([what, value]) => ({ what: `${what} as ${key}`, field: { [key]: value } })),
  );
}

/** What is wrong with an answer to a large value: it is refused by name, or was taken and what is kept is small. */
async function complaint(what: string, answer: Answer, kept: () => Promise<string>): Promise<string[]> {
  if (answer.status >= 500) return [`${what} -> ${answer.status}`];
  if (answer.status >= 400) return [];
  const length = Math.max(answer.text.length, (await kept()).length);
  return length > mostBytes ? [`${what} -> ${answer.status}, ${length} kept`] : [];
}

const seen = async (path: string) => (await send("GET", path, { token: agent.token })).text;

test("a customer stays small whatever is sent for it, and so does what the team gets of it", async () => {
  const desk = await WireSocket.open({ token: agent.token });
  const topic = `notification:${agent.accountId}`;
  const { joinRef } = await desk.join(topic);
  const row = await data<Record<string, unknown>>(200, "GET", `/api/customers/${visitor.customerId}`, {
    token: agent.token,
  });
  const wrong: string[] = [];
  for (const { what, field } of tries(row)) {
    const made = await send("POST", "/api/customers", {
      body: { customer: { account_id: agent.accountId, ...field } },
    });
    const id = (made.json as { data?: { id?: string } } | undefined)?.data?.id;
    wrong.push(...(await complaint(`POST: ${what}`, made, () => seen(`/api/customers/${id}`))));
    const answer = await send("PUT", `/api/customers/${visitor.customerId}/metadata`, { body: { metadata: field } });
    wrong.push(...(await complaint(`PUT: ${what}`, answer, () => seen(`/api/customers/${visitor.customerId}`))));
  }
  expect(await desk.push(joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
  const longest = Math.max(...desk.frames.map((frame) => JSON.stringify(frame).length));
  desk.close();
  expect(wrong).toEqual([]);
  expect(longest, "the longest event").toBeLessThan(mostBytes);
});

test("a conversation and its messages stay small but for the words, over REST and on a socket", async () => {
  const { id } = await openConversation(visitor, "hello");
  const row = await data<Conversation>(200, "GET", `/api/conversations/${id}`, { token: agent.token });
  const { body: _words, ...message } = (row.messages[0] ?? {}) as unknown as Record<string, unknown>;
  const own = { account_id: agent.accountId, customer_id: visitor.customerId };
  const wrong: string[] = [];
  const begin = async (what: string, body: unknown) => {
    const begun = await send("POST", "/api/conversations", { body });
    const made = (begun.json as { data?: { id?: string } } | undefined)?.data?.id;
    wrong.push(...(await complaint(what, begun, () => seen(`/api/conversations/${made}`))));
  };
  for (const { what, field } of tries(row as unknown as Record<string, unknown>)) {
    await begin(`conversation: ${what}`, { conversation: { ...own, ...field } });
  }
  for (const { what, field } of tries(message)) {
    await begin(`message: ${what}`, { conversation: own, message: { body: "hi", ...field } });
  }
  const socket = await WireSocket.open();
  const topic = `conversation:${id}`;
  const { joinRef } = await socket.join(topic, { customer_id: visitor.customerId });
  for (const { what, field } of tries(message)) {
    const ref = socket.nextRef();
    socket.send(joinRef, ref, topic, "shout", { body: what, ...field });
    await socket.replyTo(ref);
  }
  const thread = await data<Conversation>(200, "GET", `/api/conversations/${id}`, { token: agent.token });
  for (const kept of thread.messages) {
    const { length } = JSON.stringify(kept);
    if (length > mostBytes) wrong.push(`shout: ${kept.body} -> ${length} kept`);
  }
  socket.close();
  expect(wrong).toEqual([]);
  const tooLong = { conversation: own, message: { body: "x".repeat(100_001) } };
  expect((await send("POST", "/api/conversations", { body: tooLong })).status).toBe(422);
}, 60_000);

test("the widget's settings stay small, and a page changes nothing in them but where it is", async () => {
  const path = `/api/widget_settings?account_id=${agent.accountId}`;
  const before = await data<Record<string, unknown>>(200, "GET", path);
  const wrong: string[] = [];
  const report = (metadata: unknown) =>
    send("PUT", "/api/widget_settings/metadata", { body: { account_id: agent.accountId, metadata } });
  for (const { what, field } of tries(before)) {
    wrong.push(...(await complaint(what, await report(field), async () => (await send("GET", path)).text)));
  }
  expect(wrong).toEqual([]);
  await report(Object.fromEntries(Object.keys(before).map((key) => [key, "https://elsewhere.example/x"])));
  const after = await data<Record<string, unknown>>(200, "GET", path);
  const changed = Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  expect(changed.filter((key) => !["host", "pathname", "last_seen_at", "updated_at"].includes(key))).toEqual([]);
});

test("nobody registers with a name, an address or a password without end", async () => {
  const user = {
    company_name: "X",
    email: `a-${crypto.randomUUID()}@example.com`,
    password,
    password_confirmation: password,
  };
  for (const field of [
    { company_name: large },
    { email: `${large}@example.com` },
    { password: large.slice(0, 30_000), password_confirmation: large.slice(0, 30_000) },
  ]) {
    const answer = await send("POST", "/api/registration", { body: { user: { ...user, ...field } } });
    expect([Object.keys(field)[0], answer.status]).toEqual([Object.keys(field)[0], 422]);
  }
  for (const [method, path, body] of [
    ["POST", "/api/customers/identify", { account_id: agent.accountId, external_id: large, email: large, host: large }],
    ["POST", "/api/session", { user: { email: large.slice(0, 30_000), password: large.slice(0, 30_000) } }],
  ] as const) {
    const answer = await send(method, path, { body });
    expect(answer.status, path).toBeLessThan(500);
    expect(answer.text.length, path).toBeLessThan(2_000);
  }
});
