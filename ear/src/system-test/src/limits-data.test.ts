import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { data, send } from "./support/http";
import { type Agent, catchUp, newAccount, openConversation, reply, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { serverUrl, socketEndpoint } from "./support/server";
import type { Conversation, FeedPage } from "./support/shapes";
import { soon, until, within } from "./support/waiting";

let agent: Agent;
let visitor: Visitor;
let visitorToken: string;
const sockets: WireSocket[] = [];

beforeAll(async () => {
  agent = await newAccount();
  const customer = { account_id: agent.accountId };
  const made = await send("POST", "/api/customers", { body: { customer } });
  const known = made.json as { data: { id: string }; visitor_token: string };
  visitor = { accountId: agent.accountId, customerId: known.data.id };
  visitorToken = known.visitor_token;
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function open(params: Record<string, string> = {}): Promise<WireSocket> {
  const socket = await WireSocket.open(params);
  sockets.push(socket);
  return socket;
}

function describeVisitor(metadata: unknown) {
  const headers = { "x-visitor-token": visitorToken };
  return send("PUT", `/api/customers/${visitor.customerId}/metadata`, { headers, body: { metadata } });
}

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
}

function nested(depth: number): unknown {
  return depth === 0 ? "x" : { a: nested(depth - 1) };
}

describe("what a visitor may store", () => {
  test.each([
    ["of 17 KB", { a: "x".repeat(17_000) }],
    ["of 51 keys", keys(51)],
    ["of 51 keys further down", { a: keys(25), b: [keys(25)] }],
    ["nested too deeply", nested(20)],
    ["of numbers that are short to write and long to keep", { a: Array.from({ length: 100 }, () => 1e308) }],
  ])("free metadata %s is refused by name, and no agent gets it", async (_what, metadata) => {
    const desk = await open({ token: agent.token });
    const topic = `notification:${agent.accountId}`;
    const { joinRef } = await desk.join(topic);
    const answer = await describeVisitor({ metadata });
    expect(answer.status, answer.text).toBe(422);
    expect(answer.json).toMatchObject({ error: { errors: { metadata: [expect.any(String)] } } });
    const begun = await send("POST", "/api/conversations", {
      body: {
        conversation: { account_id: agent.accountId, customer_id: visitor.customerId, metadata },
      },
    });
    expect(begun.status, begun.text).toBe(422);
    expect(await desk.push(joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
    expect(desk.eventsOf(topic, "customer:updated")).toEqual([]);
  });

  test("the largest legal description reaches every agent and closes nobody", async () => {
    const desk = await open({ token: agent.token });
    const topic = `notification:${agent.accountId}`;
    const { joinRef } = await desk.join(topic);
    const long = "€".repeat(255);
    for (let turn = 0; turn < 20; turn += 1) {
      const answer = await describeVisitor({
        name: `${turn} ${long}`.slice(0, 255),
        phone: long,
        host: long,
        browser: long,
        os: long,
        time_zone: long,
        pathname: `/${"€".repeat(2_047)}`,
        current_url: `https://example.com/${"x".repeat(5_000)}`,
        metadata: { turn, a: "x".repeat(16_000) },
      });
      expect(answer.status, answer.text).toBe(200);
    }
    await desk.event(topic, "customer:updated", ({ updates }) =>
      String((updates as Record<string, unknown>)["name"]).startsWith("19 "),
    );
    expect(await desk.push(joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
    const list = await send("GET", "/api/customers", { token: agent.token });
    expect(list.status).toBe(200);
    expect(list.text.length, "the metadata of one visitor is not in the list").toBeLessThan(16_000);
  });

  test.each([
    ["a line break in an e-mail address", { email: "a@b.example\r\nBcc: x@y.example" }, 422],
    ["half a character", { name: "half \ud83d" }, 422],
    ["line breaks in a name", { name: "Ann\r\nAdmin\u2028x" }, 200],
    ["a name of 256 characters", { name: "n".repeat(256) }, 422],
    ["a screen of infinite size", { screen_height: 1e300 }, 422],
    ["a list for a name", { name: ["x"] }, 422],
  ])("%s is refused or made harmless", async (_what, metadata, status) => {
    const answer = await describeVisitor(metadata);
    expect(answer.status, answer.text).toBe(status);
    if (status === 200) expect(answer.json).toMatchObject({ data: { name: "Ann Admin x" } });
  });

  test.each([
    "0001-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "9999-12-31T23:59:59-18:00",
    "yesterday",
    "x".repeat(100),
  ])("first words with an impossible time are kept: %s", async (sentAt) => {
    const body = {
      conversation: { account_id: agent.accountId, customer_id: visitor.customerId },
      message: { body: "Do not lose me", sent_at: sentAt },
    };
    const begun = await data<Conversation>(201, "POST", "/api/conversations", { body });
    const kept = await catchUp(begun.id, 0, visitor);
    expect(kept.map((message) => message.body)).toEqual(["Do not lose me"]);
    const later = { conversation_id: begun.id, body: "Later", sent_at: sentAt };
    const refused = await send("POST", "/api/messages", { token: agent.token, body: { message: later } });
    expect(refused.status, refused.text).toBe(422);
  });
});

test("who missed 110 long messages is not closed, and has all of them in the end", async () => {
  const conversation = await openConversation(visitor);
  const topic = `conversation:${conversation.id}`;
  const account = `notification:${agent.accountId}`;
  const first = await (await open({ token: agent.token })).join(account);
  const words = "x".repeat(50_000);
  for (let n = 1; n <= 110; n += 1) await reply(agent, conversation.id, `${n} ${words}`);
  const numbers = Array.from({ length: 110 }, (_, index) => index + 1);

  const page = await open();
  const joined = await page.join(topic, { customer_id: visitor.customerId, after_seq: 0 });
  expect(joined).toMatchObject({ status: "ok", response: { reload: true } });
  expect((await catchUp(conversation.id, 0, visitor)).map(({ seq }) => seq)).toEqual(numbers);

  const desk = await open({ token: agent.token });
  const resumed = await desk.join(account, { after: first.response["cursor"] });
  expect(resumed).toMatchObject({ status: "ok", response: { reload: true, data: [] } });
  const received: unknown[] = [];
  for (let cursor = String(first.response["cursor"]), more = true; more; ) {
    const answer = await send("GET", `/api/feed?after=${encodeURIComponent(cursor)}`, { token: agent.token });
    expect(answer.text.length, "a page of the feed").toBeLessThan(1_200_000);
    const next = answer.json as FeedPage;
    expect(next.reload).toBe(false);
    received.push(...next.data.filter(({ event }) => event === "shout").map(({ payload }) => payload["seq"]));
    more = next.data.length > 0;
    cursor = next.cursor;
  }
  expect(received).toEqual(numbers);
  for (const socket of [page, desk]) expect(await socket.heartbeat()).toMatchObject({ status: "ok" });

  const shown = await send("GET", "/api/conversations?messages_limit=200", { token: agent.token });
  expect(shown.status).toBe(200);
  expect(shown.text.length, "a list of conversations").toBeLessThan(500_000);
}, 60_000);

describe("what sockets may cost", () => {
  test.each([
    ["heartbeats", (socket: WireSocket, n: number) => socket.send(null, `n${n}`, "phoenix", "heartbeat", {})],
    [
      "joins",
      (socket: WireSocket, n: number) =>
        socket.send(`${n}`, `n${n}`, `conversation:${randomUUID()}`, "phx_join", { customer_id: randomUUID() }),
    ],
    ["leaves", (socket: WireSocket, n: number) => socket.send("1", `n${n}`, "room:x", "phx_leave", {})],
  ])("a flood of %s ends its own socket, never with 1000, and no other", async (_what, one) => {
    const bystander = await open();
    const flood = await open();
    for (let n = 0; n < 10_000; n += 1) one(flood, n);
    const { code } = await within(30_000, "the flood is closed", flood.closed);
    // What comes faster than it is read overflows the container's buffer, which ends the socket with 1011.
    expect([1001, 1006, 1011]).toContain(code);
    expect(await bystander.heartbeat()).toMatchObject({ status: "ok" });
  });

  test("an address has its sockets, by WebSocket and by long-poll, and others have theirs", async () => {
    const most = Number(process.env["NETIA_SOCKETS_PER_ADDRESS"] ?? 0);
    if (most === 0) return;
    const crowded = "127.0.0.77";
    const crowd: WebSocket[] = [];
    try {
      while (crowd.length < most) {
        const some = Array.from({ length: Math.min(50, most - crowd.length) }, () => from(crowded));
        await within(soon, "sockets open", Promise.all(some.map((socket) => once(socket, "open"))));
        crowd.push(...some);
      }
      // A few more than that, since a busy machine may have lost one of them meanwhile.
      let refused: number | undefined;
      for (let more = 0; refused === undefined && more < 20; more++) {
        const socket = from(crowded);
        crowd.push(socket);
        refused = await refusal(socket);
      }
      expect(refused).toBe(429);
      const polling = await poll(crowded);
      expect(polling).toMatchObject({ status: 500 });
      const other = from("127.0.0.78");
      await within(soon, "another address connects", once(other, "open"));
      other.terminate();
      expect(await (await open()).heartbeat()).toMatchObject({ status: "ok" });
    } finally {
      for (const socket of crowd) socket.terminate();
    }
    const again = await until("there is room again", async () => {
      const socket = from(crowded);
      return (await refusal(socket)) === undefined && socket;
    });
    again.terminate();
  }, 60_000);

  test("presence counts one person's tabs up to a number, and all of them live", async () => {
    const conversation = await openConversation(visitor);
    const topic = `conversation:${conversation.id}`;
    const tabs = await Promise.all(Array.from({ length: 60 }, () => open()));
    for (const tab of tabs) await tab.join(topic, { customer_id: visitor.customerId });
    const desk = await open({ token: agent.token });
    await desk.join(topic);
    const state = await desk.event(topic, "presence_state");
    const [person] = Object.values(state.payload) as { metas: unknown[] }[];
    expect(person?.metas).toHaveLength(50);
    await reply(agent, conversation.id, "to everybody");
    await Promise.all(tabs.map((tab) => tab.event(topic, "shout")));
  });
});

/** A socket from another address of this machine, which claims to come from yet another. */
function from(localAddress: string): WebSocket {
  const headers = { "x-forwarded-for": `9.9.${randomInt(256)}.${randomInt(256)}` };
  const socket = new WebSocket(`${socketEndpoint}/websocket?vsn=2.0.0`, { localAddress, headers });
  socket.on("error", () => {});
  return socket;
}

/** What a client is answered that begins to poll from another address of this machine. */
async function poll(localAddress: string): Promise<unknown> {
  const asking = request(`${serverUrl}/socket/longpoll?vsn=2.0.0`, { localAddress }).end();
  const [answer] = (await within(soon, "a poll is answered", once(asking, "response"))) as [IncomingMessage];
  return JSON.parse(await text(answer));
}

/** The status that a connect is refused with; undefined when it is not. */
function refusal(socket: WebSocket): Promise<number | undefined> {
  return within(
    soon,
    "a connect is answered",
    new Promise((resolve) => {
      socket.once("open", () => resolve(undefined));
      socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
    }),
  );
}
