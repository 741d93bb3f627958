import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { send } from "./support/http";
import {
  type Agent,
  catchUp,
  newAccount,
  newTeammate,
  newVisitor,
  openConversation,
  thread,
  type Visitor,
} from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation, Message } from "./support/shapes";
import { soon, until } from "./support/waiting";

let admin: Agent;
let visitor: Visitor;
let conversation: Conversation;
let topic: string;
const sockets: WireSocket[] = [];

beforeAll(async () => {
  admin = await newAccount();
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function aNewConversation(): Promise<void> {
  visitor = await newVisitor(admin.accountId);
  conversation = await openConversation(visitor);
  topic = `conversation:${conversation.id}`;
}

async function joined(to: string, params: Record<string, string>, token?: string) {
  const socket = await WireSocket.open(token === undefined ? {} : { token });
  sockets.push(socket);
  const reply = await socket.join(to, params);
  expect(reply.status, JSON.stringify(reply)).toBe("ok");
  return { socket, joinRef: reply.joinRef };
}

/** Gives every message that the socket received of the conversation, in its order. */
function received(socket: WireSocket): Message[] {
  return socket.frames
    .filter((frame) => frame.event === "shout" && frame.payload["conversation_id"] === conversation.id)
    .map((frame) => frame.payload as unknown as Message);
}

type Send = (body: string) => Promise<void>;

/** Ten people: four tabs of the visitor, three agents at the socket, three over REST. */
async function tenSenders(): Promise<Send[]> {
  const people = await Promise.all([newTeammate(admin), newTeammate(admin), newTeammate(admin)]);
  const senders: Send[] = [];
  for (let tab = 0; tab < 4; tab += 1) {
    const { socket, joinRef } = await joined(topic, { customer_id: visitor.customerId });
    senders.push(async (body) => {
      const words = { body, customer_id: visitor.customerId, sent_at: new Date().toISOString() };
      expect(await socket.push(joinRef, topic, "shout", words)).toMatchObject({ status: "ok" });
    });
  }
  for (const person of people) {
    const desk = `notification:${admin.accountId}`;
    const { socket, joinRef } = await joined(desk, {}, person.token);
    senders.push(async (body) => {
      const words = { conversation_id: conversation.id, body };
      expect(await socket.push(joinRef, desk, "shout", words)).toMatchObject({ status: "ok" });
    });
  }
  for (const person of people) {
    senders.push(async (body) => {
      const message = { conversation_id: conversation.id, body };
      const answer = await send("POST", "/api/messages", { token: person.token, body: { message } });
      expect(answer.status, answer.text).toBe(201);
    });
  }
  return senders;
}

test("M3: 200 messages of ten senders at once have one order for everybody, without holes and doubles", async () => {
  await aNewConversation();
  const onlooker = (await joined(topic, { customer_id: visitor.customerId })).socket;
  const desk = (await joined(`notification:${admin.accountId}`, {}, admin.token)).socket;
  const senders = await tenSenders();

  const attempted = new Set<string>();
  const started = Date.now();
  await Promise.all(
    senders.map(async (write, sender) => {
      for (let turn = 0; turn < 20; turn += 1) {
        const body = `${sender}/${turn}`;
        attempted.add(body);
        await write(body);
      }
    }),
  );
  const took = Date.now() - started;
  expect(attempted.size).toBe(200);
  expect(took, "the burst is meant to take about a second; it is a burst no more").toBeLessThan(10_000);

  const stored = await thread(admin, conversation.id);
  const order = stored.map((message) => message.body ?? "");
  expect(stored.map((message) => message.seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(new Set(order)).toEqual(attempted);
  for (let sender = 0; sender < 10; sender += 1) {
    const turns = order.filter((body) => body.startsWith(`${sender}/`)).map((body) => Number(body.split("/")[1]));
    expect(turns, `sender ${sender} in its own order`).toEqual(Array.from({ length: 20 }, (_, turn) => turn));
  }
  for (const socket of [onlooker, desk, ...sockets]) {
    await until("every socket received all 200", () => received(socket).length >= 200);
    expect(received(socket).map((message) => message.body)).toEqual(order);
    expect(received(socket).map((message) => message.seq)).toEqual(stored.map((message) => message.seq));
  }
  const caughtUp = await catchUp(conversation.id, 0, visitor);
  expect(caughtUp.map((message) => message.id)).toEqual(stored.map((message) => message.id));
}, 60_000);

test("M2: the same client id in parallel on sockets and over REST is one message", async () => {
  await aNewConversation();
  const desk = `notification:${admin.accountId}`;
  const one = await joined(desk, {}, admin.token);
  const other = await joined(desk, {}, admin.token);
  const words = { conversation_id: conversation.id, body: "once", client_id: randomUUID() };
  const over = (key?: string) =>
    send("POST", "/api/messages", {
      token: admin.token,
      body: { message: key === undefined ? words : { ...words, client_id: undefined } },
      headers: key === undefined ? {} : { "idempotency-key": key },
    });

  const [first, second, third, fourth] = await Promise.all([
    one.socket.push(one.joinRef, desk, "shout", words),
    other.socket.push(other.joinRef, desk, "shout", words),
    over(),
    over(words.client_id),
  ]);
  expect(first).toMatchObject({ status: "ok" });
  expect(second).toMatchObject({ status: "ok" });
  const ids = [third, fourth].map((answer) => (answer.json as { data: Message }).data.id);

  const stored = await thread(admin, conversation.id);
  expect(stored).toHaveLength(1);
  expect(stored[0]).toMatchObject({ body: "once", client_id: words.client_id, seq: 1 });
  expect(ids).toEqual([stored[0]?.id, stored[0]?.id]);
  await until("both desks received it", () => received(one.socket).length > 0 && received(other.socket).length > 0);
  await one.socket.heartbeat();
  await other.socket.heartbeat();
  expect([received(one.socket).length, received(other.socket).length]).toEqual([1, 1]);
});

test("M2: an old client that sends the same words of the same moment again is stored once", async () => {
  await aNewConversation();
  const one = await joined(topic, { customer_id: visitor.customerId });
  const other = await joined(topic, { customer_id: visitor.customerId });
  const sentAt = new Date();
  const words = { body: "did this arrive?", customer_id: visitor.customerId, sent_at: sentAt.toISOString() };
  const replies = await Promise.all([
    one.socket.push(one.joinRef, topic, "shout", words),
    other.socket.push(other.joinRef, topic, "shout", words),
  ]);
  replies.push(await one.socket.push(one.joinRef, topic, "shout", words));
  expect(replies.map((reply) => reply.status)).toEqual(["ok", "ok", "ok"]);

  const later = { ...words, sent_at: new Date(sentAt.getTime() + 1_500).toISOString() };
  expect(await one.socket.push(one.joinRef, topic, "shout", later)).toMatchObject({ status: "ok" });
  const stored = await thread(admin, conversation.id);
  expect(stored.map((message) => [message.body, message.seq])).toEqual([
    ["did this arrive?", 1],
    ["did this arrive?", 2],
  ]);
  await until(
    "both tabs received both",
    () => received(one.socket).length >= 2 && received(other.socket).length >= 2,
    soon,
  );
  expect(received(other.socket).map((message) => message.seq)).toEqual([1, 2]);
});

test("a visitor can set nothing of a message but its words, time and metadata", async () => {
  await aNewConversation();
  const { socket, joinRef } = await joined(topic, { customer_id: visitor.customerId });
  const forged = {
    body: "I am the boss",
    customer_id: visitor.customerId,
    sent_at: new Date().toISOString(),
    id: randomUUID(),
    user_id: admin.userId,
    account_id: randomUUID(),
    type: "bot",
    private: true,
    source: "email",
    seen_at: "2020-01-01T00:00:00Z",
    seq: 99,
    created_at: "2020-01-01T00:00:00",
  };
  expect(await socket.push(joinRef, topic, "shout", forged)).toMatchObject({ status: "ok" });
  const [stored] = await thread(admin, conversation.id);
  expect(stored).toMatchObject({
    body: "I am the boss",
    user_id: null,
    customer_id: visitor.customerId,
    account_id: admin.accountId,
    type: "reply",
    private: false,
    source: "chat",
    seen_at: null,
    seq: 1,
  });
  expect(stored?.id).not.toBe(forged.id);
});
