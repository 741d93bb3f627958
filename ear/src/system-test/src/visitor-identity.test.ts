import { createHmac, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, data, send } from "./support/http";
import { type Agent, newAccount, newTeammate, openConversation, reply } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";
import { until, within } from "./support/waiting";

interface Known {
  id: string;
  token: string;
}

let admin: Agent;
const sockets: WireSocket[] = [];

beforeEach(async () => {
  admin = await newAccount();
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const account = (fields: Record<string, unknown> = {}) => ({ account_id: admin.accountId, ...fields });

async function customer(fields: Record<string, unknown> = {}): Promise<Known> {
  const answer = await send("POST", "/api/customers", { body: { customer: account(fields) } });
  expect(answer.status, answer.text).toBe(201);
  const { data: made, visitor_token: token } = answer.json as { data: { id: string }; visitor_token: string };
  return { id: made.id, token };
}

async function requires(rules: Record<string, boolean>): Promise<void> {
  const answer = await send("PUT", "/api/visitor_identity", {
    token: admin.token,
    body: { visitor_identity: rules },
  });
  expect(answer.status, answer.text).toBe(200);
}

interface Secrets {
  secret: string;
  token_secret: string;
}

function secrets(): Promise<Secrets> {
  return data<Secrets>(201, "POST", "/api/visitor_identity/secret", { token: admin.token });
}

const secret = async () => (await secrets()).secret;

const hash = (externalId: string, key: string) => createHmac("sha256", key).update(externalId).digest("hex");

function jwt(claims: Record<string, unknown>, key: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

function identify(fields: Record<string, string>): Promise<Record<string, string | null>> {
  return data(200, "POST", "/api/customers/identify", { body: account(fields) });
}

async function join(
  conversation: string,
  params: Record<string, unknown>,
): Promise<{ status: string; reason: unknown }> {
  const socket = await WireSocket.open();
  sockets.push(socket);
  const joined = await socket.join(`conversation:${conversation}`, params);
  return { status: joined.status, reason: joined.response["reason"] };
}

/** Everything that a stranger might try with a customer's id, and the same with an id of nobody. */
async function attempts(customerId: string, conversation: string, token?: string): Promise<Record<string, unknown>> {
  const headers = token === undefined ? {} : { "x-visitor-token": token };
  const query = `customer_id=${customerId}&account_id=${admin.accountId}`;
  const outcome = ({ status, json }: Answer) => ({
    status,
    code: (json as { error?: { code?: string } })?.error?.code,
  });
  return {
    history: outcome(await send("GET", `/api/conversations/${conversation}/messages?${query}`, { headers })),
    waiting: outcome(await send("GET", `/api/conversations/${conversation}/messages?wait=1&${query}`, { headers })),
    describing: outcome(
      await send("PUT", `/api/customers/${customerId}/metadata`, { headers, body: { metadata: { name: "Eve" } } }),
    ),
    exists: (await send("GET", `/api/customers/${customerId}/exists`, { headers })).json,
    beginning: outcome(
      await send("POST", "/api/conversations", {
        headers,
        body: { conversation: account({ customer_id: customerId }) },
      }),
    ),
    joining: await join(conversation, { customer_id: customerId, visitor_token: token ?? null }),
    waiting_in_the_lobby: await isHeardInLobby(customerId, token),
  };
}

/** Whether who joins the lobby of a customer gets that a conversation with it begins. */
async function isHeardInLobby(customerId: string, token?: string): Promise<boolean> {
  const socket = await WireSocket.open();
  sockets.push(socket);
  const lobby = `conversation:lobby:${customerId}`;
  const joined = await socket.join(lobby, token === undefined ? {} : { visitor_token: token });
  expect(joined).toMatchObject({ status: "ok", response: {} });
  const body = { conversation: { customer_id: customerId } };
  await send("POST", "/api/conversations", { token: admin.token, body });
  await socket.heartbeat();
  return socket.eventsOf(lobby, "conversation:created").length > 0;
}

describe("where nothing is required", () => {
  test("a customer's id is enough, as deployed clients have it", async () => {
    const { id } = await customer({ external_id: "user-17" });
    const conversation = await openConversation({ accountId: admin.accountId, customerId: id }, "hello");
    expect(await attempts(id, conversation.id)).toMatchObject({
      history: { status: 200 },
      describing: { status: 200 },
      exists: { data: true },
      beginning: { status: 201 },
      joining: { status: "ok" },
      waiting_in_the_lobby: true,
    });
    expect(await identify({ external_id: "user-17" })).toEqual({ customer_id: id });
  });

  test("a proof is honoured all the same: whoever proves who he is gets the token", async () => {
    const key = await secret();
    const proven = { external_id: "user-17", user_hash: hash("user-17", key) };
    const { id, token } = await customer(proven);
    expect(await identify(proven)).toEqual({ customer_id: id, visitor_token: token });
    expect(await identify({ external_id: "user-17", user_hash: hash("user-18", key) })).toEqual({ customer_id: id });
  });

  test("whoever only has the id fills blanks and describes the device, and renames nobody", async () => {
    const { id, token } = await customer({ name: "Ann", external_id: "user-17" });
    const describe = (metadata: Record<string, unknown>, headers: Record<string, string> = {}) =>
      data<Record<string, unknown>>(200, "PUT", `/api/customers/${id}/metadata`, { headers, body: { metadata } });
    const taken = { name: "Eve", external_id: "eve", email: "ann@example.com", browser: "Firefox" };
    const kept = { id, name: "Ann", external_id: "user-17", email: "ann@example.com", browser: "Firefox" };
    expect(await describe(taken)).toMatchObject(kept);
    expect(await describe({ name: "", email: "eve@example.com" })).toMatchObject(kept);
    expect(await identify({ external_id: "eve" })).toEqual({ customer_id: null });
    expect(await describe({ name: "Anna" }, { "x-visitor-token": token })).toMatchObject({ ...kept, name: "Anna" });
  });
});

test("the page's metadata is filled in by whoever has the id, and replaced with the token", async () => {
  const { id, token } = await customer();
  const describe = (metadata: unknown, headers: Record<string, string> = {}) =>
    data<{ metadata: unknown }>(200, "PUT", `/api/customers/${id}/metadata`, {
      headers,
      body: { metadata: { metadata } },
    });
  expect((await describe({ plan: "gold" })).metadata).toEqual({ plan: "gold" });
  // Whoever has the id is answered what holds of what they sent, and nothing else.
  for (const other of [{ plan: "free" }, {}, { more: 1 }]) {
    expect((await describe(other)).metadata).toBeNull();
  }
  const shown = { "x-visitor-token": token };
  const stored = await data<{ metadata: unknown }>(200, "GET", `/api/customers/${id}`, { token: admin.token });
  expect(stored.metadata).toEqual({ plan: "gold" });
  expect((await describe({ seats: 2 }, shown)).metadata).toEqual({ seats: 2 });
  await describe({}, shown);
  expect((await describe({ plan: "free" })).metadata).toEqual({ plan: "free" });
});

describe("idempotency keys", () => {
  const create = (key: string, fields: Record<string, unknown>, headers: Record<string, string> = {}) =>
    send("POST", "/api/customers", {
      headers: { "idempotency-key": key, ...headers },
      body: { customer: account(fields) },
    });

  test("a repeat shows the token to who has it, and another content is refused", async () => {
    for (const key of ["1", `${"k".repeat(400)}1`]) {
      const first = await create(key, { name: "Ann" });
      const { data: made, visitor_token: token } = first.json as { data: { id: string }; visitor_token: string };
      expect((await create(key, { name: "Ann" })).json).toEqual({ data: { ...made, ip: null } });
      expect((await create(key, { name: "Ann" }, { "x-visitor-token": token })).json).toEqual(first.json);
      expect((await create(key, { name: "Bob" })).status).toBe(422);
      expect((await create(`${key}2`, { name: "Bob" })).status).toBe(201);
    }
    expect((await create("k".repeat(2049), {})).status).toBe(422);
  });

  test("a team's key is its own, for messages as well", async () => {
    const { id } = await customer();
    const conversation = await openConversation({ accountId: admin.accountId, customerId: id }, "hello");
    const write = (body: string) =>
      send("POST", "/api/messages", {
        token: admin.token,
        headers: { "idempotency-key": "1" },
        body: { message: { conversation_id: conversation.id, body } },
      });
    const first = await write("good morning");
    expect((await write("good morning")).json).toEqual(first.json);
    expect((await write("good night")).status).toBe(422);
  });
});

describe("where the visitor's token is required", () => {
  let known: Known;
  let conversation: Conversation;

  beforeEach(async () => {
    known = await customer();
    conversation = await openConversation({ accountId: admin.accountId, customerId: known.id }, "hello");
    await requires({ require_token: true });
  });

  test("the id alone is refused as one of nobody, everywhere", async () => {
    const stranger = await customer();
    const refused = await attempts(known.id, conversation.id);
    expect(refused).toEqual(await attempts(randomUUID(), conversation.id));
    expect(refused).toMatchObject({
      history: { status: 404 },
      describing: { status: 404 },
      exists: { data: false },
      beginning: { status: 422 },
      joining: { status: "error", reason: "unauthorized" },
      waiting_in_the_lobby: false,
    });
    for (const token of [stranger.token, "", "x", `${known.id}.`, `${known.id}.AAAA`, known.token.slice(0, -2)]) {
      expect(await attempts(known.id, conversation.id, token), token).toEqual(refused);
    }
    const list = `/api/conversations/customer?customer_id=${known.id}&account_id=${admin.accountId}`;
    expect((await send("GET", list)).status).toBe(404);
  });

  test("a stranger neither sees nor types, and the customer's presence stays as it is", async () => {
    const desk = await WireSocket.open({ token: admin.token });
    sockets.push(desk);
    const topic = `notification:${admin.accountId}`;
    await desk.join(topic);
    const stranger = await WireSocket.open();
    sockets.push(stranger);
    const where = `conversation:${conversation.id}`;
    const { joinRef } = await stranger.join(where, { customer_id: known.id });
    for (const event of ["messages:seen", "typing", "shout"]) {
      expect(await stranger.push(joinRef, where, event, { body: "I am not", typing: true })).toMatchObject({
        status: "error",
      });
    }
    await reply(admin, conversation.id, "the end");
    await desk.event(topic, "shout", (message) => message["body"] === "the end");
    const received = desk.frames.filter((frame) => frame.topic === topic).map((frame) => JSON.stringify(frame.payload));
    expect(received.some((payload) => payload.includes(`customer:${known.id}`))).toBe(false);
    expect(received.some((payload) => payload.includes("I am not"))).toBe(false);
  });

  test("with the token everything is as before, in a header or a field", async () => {
    expect(await attempts(known.id, conversation.id, known.token)).toMatchObject({
      history: { status: 200 },
      describing: { status: 200 },
      exists: { data: true },
      beginning: { status: 201 },
      joining: { status: "ok" },
      waiting_in_the_lobby: true,
    });
    const query = new URLSearchParams({
      customer_id: known.id,
      account_id: admin.accountId,
      visitor_token: known.token,
    });
    expect((await send("GET", `/api/conversations/customer?${query}`)).status).toBe(200);
  });

  test("one socket may show it after it was refused without", async () => {
    const socket = await WireSocket.open();
    sockets.push(socket);
    const topic = `conversation:${conversation.id}`;
    expect(await socket.join(topic, { customer_id: known.id })).toMatchObject({ status: "error" });
    const shown = { customer_id: known.id, visitor_token: known.token };
    expect(await socket.join(topic, shown)).toMatchObject({ status: "ok" });
  });

  test("who is in already when it becomes required is sent away to show it", async () => {
    await requires({ require_token: false });
    const [page, waiting, desk] = [
      await WireSocket.open(),
      await WireSocket.open(),
      await WireSocket.open({ token: admin.token }),
    ];
    sockets.push(page, waiting, desk);
    const topic = `conversation:${conversation.id}`;
    await page.join(topic, { customer_id: known.id });
    await waiting.join(`conversation:lobby:${known.id}`);
    await desk.join(topic);

    await requires({ require_token: true });

    for (const socket of [page, waiting]) {
      expect((await within(5_000, "the visitor is sent away", socket.closed)).code).toBe(1001);
    }
    expect(await desk.heartbeat()).toMatchObject({ status: "ok" });
    expect(await join(conversation.id, { customer_id: known.id })).toMatchObject({ status: "error" });
    expect(await join(conversation.id, { customer_id: known.id, visitor_token: known.token })).toMatchObject({
      status: "ok",
    });
  });

  test("agents read and join as ever, and another account's visitors are not concerned", async () => {
    const socket = await WireSocket.open({ token: admin.token });
    sockets.push(socket);
    expect((await socket.join(`conversation:${conversation.id}`)).status).toBe("ok");
    admin = await newAccount();
    const other = await customer();
    const theirs = await openConversation({ accountId: admin.accountId, customerId: other.id }, "hello");
    expect((await join(theirs.id, { customer_id: other.id })).status).toBe("ok");
  });
});

test("a visitor who waits is refused when the account begins to ask for tokens, one with a token waits on", async () => {
  const { id, token } = await customer();
  const conversation = await openConversation({ accountId: admin.accountId, customerId: id }, "hello");
  const path = `/api/conversations/${conversation.id}/messages?after_seq=1&wait=20&customer_id=${id}&account_id=${admin.accountId}`;
  const without = send("GET", path);
  const withToken = send("GET", path, { headers: { "x-visitor-token": token } });
  // Both have looked once when the next one, which waits for nothing, is answered.
  await send("GET", path.replace("wait=20", "wait=0"));

  await requires({ require_token: true });
  expect((await within(5_000, "who has no token is refused", without)).status).toBe(404);
  await reply(admin, conversation.id, "still there?");
  expect((await withToken).json).toMatchObject({ data: [{ body: "still there?" }] });
});

describe("where identities are verified", () => {
  let key: string;
  let tokenKey: string;

  beforeEach(async () => {
    ({ secret: key, token_secret: tokenKey } = await secrets());
    await requires({ verify_identity: true });
  });

  test("nobody takes an external id without the account's own word for it", async () => {
    const proven = { external_id: "user-17", user_hash: hash("user-17", key) };
    const { id, token } = await customer(proven);
    expect(await identify(proven)).toEqual({ customer_id: id, visitor_token: token });
    const in5Minutes = Math.floor(Date.now() / 1000) + 300;
    const signed = jwt({ sub: "user-17", exp: in5Minutes }, tokenKey);
    expect(await identify({ external_id: "user-17", user_token: signed })).toMatchObject({ customer_id: id });

    const bad = [
      {},
      { user_hash: hash("user-18", key) },
      { user_hash: hash("user-17", "another secret") },
      { user_token: jwt({ sub: "user-17", exp: in5Minutes }, key) },
      { user_token: jwt({ sub: "user-17", exp: in5Minutes - 3600 }, tokenKey) },
      { user_token: jwt({ sub: "user-17", exp: 1e21 }, tokenKey) },
      { user_token: jwt({ sub: "user-17", exp: "Infinity" }, tokenKey) },
      { user_token: jwt({ sub: "user-18", exp: in5Minutes }, tokenKey) },
    ];
    const unknown = await identify({ external_id: "nobody", user_hash: hash("nobody", key) });
    for (const proof of bad) {
      expect(await identify({ external_id: "user-17", ...(proof as Record<string, string>) })).toEqual(unknown);
      const made = await send("POST", "/api/customers", {
        body: { customer: account({ external_id: "user-17", ...proof }) },
      });
      expect(made.status, made.text).toBe(422);
      expect(made.text).toContain("is not verified");
      const anonymous = await customer();
      const described = await send("PUT", `/api/customers/${anonymous.id}/metadata`, {
        body: { metadata: { external_id: "user-17", ...proof } },
      });
      expect(described.status, described.text).toBe(422);
    }
    expect(await identify(proven)).toMatchObject({ customer_id: id });
  });

  test("who took an external id before is nobody, and the one who proves it is not given that customer", async () => {
    await requires({ verify_identity: false });
    const eve = await customer({ external_id: "user-17" });
    await requires({ verify_identity: true });
    const proven = { external_id: "user-17", user_hash: hash("user-17", key) };
    expect(await identify(proven)).toEqual({ customer_id: null });
    const ann = await customer(proven);
    expect(ann.id).not.toBe(eve.id);
    expect(await identify(proven)).toEqual({ customer_id: ann.id, visitor_token: ann.token });
    expect((await customer(proven)).id).toBe(ann.id);
  });

  test("visitors without an external id chat as before, and agents may give one", async () => {
    const anonymous = await customer({ email: "jo@example.com" });
    await openConversation({ accountId: admin.accountId, customerId: anonymous.id }, "hello");
    await data(200, "PUT", `/api/customers/${anonymous.id}`, {
      token: admin.token,
      body: { customer: { external_id: "user-19" } },
    });
    expect(await identify({ external_id: "user-19", user_hash: hash("user-19", key) })).toMatchObject({
      customer_id: anonymous.id,
    });
  });

  test("a new secret takes over while the one before is still good, until it is replaced again", async () => {
    const { id } = await customer({ external_id: "user-17", user_hash: hash("user-17", key) });
    const recognised = async (by: string) =>
      (await identify({ external_id: "user-17", user_hash: hash("user-17", by) }))["customer_id"] === id;
    const second = await secret();
    await until("the new secret counts", () => recognised(second));
    expect(await recognised(key)).toBe(true);
    await secret();
    await until("the first secret does not count any more", async () => !(await recognised(key)));
    expect(await recognised(second)).toBe(true);
  });
});

describe("the rules", () => {
  test("are an administrator's, and the secret is shown once", async () => {
    const shown = () => send("GET", "/api/visitor_identity", { token: admin.token });
    expect((await shown()).json).toMatchObject({
      data: { require_token: false, verify_identity: false, secret: null },
    });
    const refused = await send("PUT", "/api/visitor_identity", {
      token: admin.token,
      body: { visitor_identity: { verify_identity: true } },
    });
    expect(refused.status).toBe(422);
    const key = await secret();
    const after = await shown();
    expect(after.json).toMatchObject({ data: { secret: null, secret_end: key.slice(-4) } });
    expect(after.text).not.toContain(key);

    const teammate = await newTeammate(admin);
    for (const [method, path] of [
      ["GET", "/api/visitor_identity"],
      ["PUT", "/api/visitor_identity"],
      ["POST", "/api/visitor_identity/secret"],
    ] as const) {
      const body = method === "PUT" ? { visitor_identity: { require_token: true } } : undefined;
      expect((await send(method, path, { token: teammate.token, body })).status, path).toBe(401);
      expect((await send(method, path, { body })).status, path).toBe(401);
    }
  });
});
