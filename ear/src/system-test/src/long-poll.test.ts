import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { send } from "./support/http";
import { RawPoll } from "./support/long-poll";
import { type Agent, logIn, newAccount, newVisitor, openConversation, reply, type Visitor } from "./support/people";
import { type Client, connect, everyClient, ok } from "./support/phoenix-clients";
import { watchLog } from "./support/server";
import type { Conversation } from "./support/shapes";
import { within } from "./support/waiting";

const GONE = 410;
const HEARTBEAT = '[null,"9","phoenix","heartbeat",{}]';
const ANSWERED = '[null,"9","phoenix","phx_reply",{"status":"ok","response":{}}]';

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;
let topic: string;
let join: string;
let complaints: () => Promise<string[]>;

beforeAll(async () => {
  agent = await newAccount();
  visitor = await newVisitor(agent.accountId);
  conversation = await openConversation(visitor);
  topic = `conversation:${conversation.id}`;
  complaints = await watchLog();
  join = JSON.stringify(["1", "1", topic, "phx_join", { customer_id: visitor.customerId }]);
});

afterAll(async () => {
  expect(await complaints()).toEqual([]);
});

/** What a client behind a strict proxy sees. */
class Blocked extends WebSocket {
  constructor() {
    super("ws://127.0.0.1:1/");
  }
}

/** A session that has joined the conversation and got the answer. */
async function joined(): Promise<RawPoll> {
  const poll = await RawPoll.begin();
  expect(await poll.push(join)).toBe(200);
  const { messages } = await poll.poll();
  expect(JSON.parse(messages[0] ?? "[]")).toEqual(["1", "1", topic, "phx_reply", { status: "ok", response: {} }]);
  return poll;
}

describe.concurrent("long-poll", () => {
  test("begins with 410 and a token that nobody can guess", async () => {
    const first = await RawPoll.ask("GET", "vsn=2.0.0");
    const second = await RawPoll.ask("GET", "&vsn=2.0.0&inbox_id=undefined");
    expect(first).toEqual({ status: GONE, token: expect.stringMatching(/.{32}/), messages: [] });
    expect(second.token).not.toBe(first.token);
  });

  test("serves an agent whose own token stands before the session's", async () => {
    const { token } = await logIn(agent);
    const poll = await RawPoll.begin(`token=${token}&vsn=2.0.0`);
    await poll.push(`["1","1","notification:${agent.accountId}","phx_join",{}]`);
    expect((await poll.poll()).messages[0]).toContain('"status":"ok"');
  });

  test("takes the agent's token from a header, too", async () => {
    const { token } = await logIn(agent);
    const headers = { "x-phoenix-authtoken": token };
    const first = (await RawPoll.answer("GET", "vsn=2.0.0", undefined, headers)).json as { token: string };
    const at = `vsn=2.0.0&token=${first.token}`;
    await RawPoll.ask("POST", at, `["1","1","notification:${agent.accountId}","phx_join",{}]`);
    expect((await RawPoll.ask("GET", at)).messages[0]).toContain('"status":"ok"');
  });

  test.each(["token=forged&vsn=2.0.0", "token=&vsn=2.0.0", "vsn=3.0.0", "vsn=x"])(
    "refuses %s with 403",
    async (params) => {
      expect(await RawPoll.ask("GET", params)).toEqual({ status: 403 });
    },
  );

  test("has version 1 for clients that ask for none", async () => {
    const poll = await RawPoll.begin("");
    await poll.push('{"topic":"phoenix","event":"heartbeat","payload":{},"ref":"9"}');
    expect((await poll.poll()).messages).toEqual([
      '{"topic":"phoenix","event":"phx_reply","payload":{"status":"ok","response":{}},"ref":"9"}',
    ]);
  });

  test("answers a waiting request when something is written", async () => {
    const poll = await joined();
    const words = `words for the one who waits ${randomUUID()}`;
    // Others come and go in the same place.
    const received = (async () => {
      for (let all = ""; !all.includes(words); ) all += (await poll.poll()).messages.join();
    })();
    await reply(agent, conversation.id, words);
    await within(8_000, "the waiting client receives the words", received);
  });

  test("takes batches of lines, binary ones among them", async () => {
    const poll = await RawPoll.begin();
    const binary = Buffer.concat([Buffer.from([0, 1, 1, 1, 1]), Buffer.from("12te"), Buffer.from([7])]).toString(
      "base64",
    );
    expect(await poll.push(`${HEARTBEAT}\n${binary}\n${HEARTBEAT}`, "application/x-ndjson")).toBe(200);
    const refused = '["1","2","t","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]';
    expect((await poll.poll()).messages).toEqual([ANSWERED, refused, ANSWERED]);
  });

  test("ends a session that sends what is no frame", async () => {
    const poll = await joined();
    expect(await poll.push("no frame")).toBe(200);
    expect(await poll.push(HEARTBEAT)).toBe(GONE);
    expect((await poll.poll()).status).toBe(GONE);
  });

  test("ends a session that sends more than it may", async () => {
    const large = await RawPoll.begin();
    expect(await large.push(JSON.stringify([null, "1", "phoenix", "heartbeat", { a: "x".repeat(65_536) }]))).toBe(200);
    expect((await large.poll()).status).toBe(GONE);
    for (const tooMuch of [`${HEARTBEAT}\n`.repeat(1_001), " ".repeat(10_000_000)]) {
      const poll = await RawPoll.begin();
      expect(await poll.push(tooMuch, "application/x-ndjson")).toBe(413);
      expect((await poll.poll()).status).toBe(GONE);
    }
  });

  test("takes a hundred frames at once, each as large as a frame may be", async () => {
    const poll = await RawPoll.begin();
    const frame = JSON.stringify([null, "1", "phoenix", "heartbeat", { a: "x".repeat(65_000) }]);
    expect(await poll.push(`${frame}\n`.repeat(100), "application/x-ndjson")).toBe(200);
    expect((await poll.poll()).messages).toHaveLength(100);
    expect(await poll.push(`${HEARTBEAT}\n`.repeat(1_000), "application/x-ndjson")).toBe(200);
    expect((await poll.poll()).messages).toHaveLength(1_000);
  });

  test("answers 410 to a session that this server does not know, and sends who then polls on to connect anew", async () => {
    const unknown = `vsn=2.0.0&token=lp.${randomUUID()}`;
    const gone = await RawPoll.ask("GET", unknown);
    expect(gone).toMatchObject({ status: GONE, messages: [] });
    expect(await RawPoll.ask("POST", unknown, HEARTBEAT)).toEqual({ status: GONE });
    expect((await RawPoll.ask("GET", `vsn=2.0.0&token=${gone.token}`)).status).toBe(500);
    const { token } = await logIn(agent);
    expect((await RawPoll.ask("GET", `token=${token}&vsn=2.0.0&token=of-another-server`)).status).toBe(GONE);
  });

  test("is where the current client goes by itself when WebSockets do not get through", async () => {
    const current = everyClient.find((client) => client.name === "phoenix 1.8.16 over protocol 2") as Client;
    const kept = new Map<string, string>();
    const sessionStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    const socket = await connect(current, {}, { transport: Blocked, longPollFallbackMs: 100, sessionStorage });
    await ok(socket.channel(topic, { customer_id: visitor.customerId }).join());
    expect(socket.conn).not.toBeInstanceOf(Blocked);
    socket.disconnect();
  });

  test("lets any origin ask", async () => {
    const headers = {
      origin: "https://example.com",
      "access-control-request-headers": "content-type,x-phoenix-authtoken",
    };
    const preflight = await RawPoll.answer("OPTIONS", "vsn=2.0.0", undefined, headers);
    expect(preflight.status).toBe(200);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "content-type,x-phoenix-authtoken",
      "access-control-allow-methods": "get, post, options",
      "access-control-max-age": "3600",
    });
    expect((await RawPoll.answer("GET", "vsn=2.0.0", undefined, headers)).headers).toMatchObject({
      "access-control-allow-origin": "*",
    });
  });

  test("ends with its agent's session", async () => {
    const { token } = await logIn(agent);
    const poll = await RawPoll.begin(`token=${token}&vsn=2.0.0`);
    const waiting = poll.poll();
    await send("DELETE", "/api/session", { token });
    // Either may arrive first: a request that waits is sent to connect anew, a later one finds no session.
    expect([500, GONE]).toContain((await within(5_000, "the waiting request is sent back", waiting)).status);
    expect((await poll.poll()).status).toBe(GONE);
    expect(await RawPoll.ask("GET", `token=${token}&vsn=2.0.0`)).toEqual({ status: 403 });
  });
});
