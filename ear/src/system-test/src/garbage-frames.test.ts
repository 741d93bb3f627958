import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Agent, newAccount, newVisitor, openConversation, reply, thread, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";
import { within } from "./support/waiting";

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;
let topic: string;
/** Joined before the garbage and asked afterwards: nothing that another socket sends may reach or hurt it. */
let bystander: WireSocket;
let socket: WireSocket;
let joinRef: string;

beforeAll(async () => {
  agent = await newAccount();
  visitor = await newVisitor(agent.accountId);
  conversation = await openConversation(visitor);
  topic = `conversation:${conversation.id}`;
  bystander = await WireSocket.open();
  expect(await bystander.join(topic, { customer_id: visitor.customerId })).toMatchObject({ status: "ok" });
  return () => bystander.close();
});

async function aJoinedSocket(): Promise<void> {
  socket = await WireSocket.open();
  joinRef = (await socket.join(topic, { customer_id: visitor.customerId })).joinRef;
}

afterEach(async () => {
  socket.close();
  await theBystanderIsWell();
});

async function theBystanderIsWell(): Promise<void> {
  expect(await bystander.heartbeat()).toEqual({ status: "ok", response: {} });
  const words = `are you there? ${randomUUID()}`;
  await reply(agent, conversation.id, words);
  await bystander.event(topic, "shout", (message) => message["body"] === words);
}

describe("a frame that is none", () => {
  test.each([
    ["text that is no JSON", "hello"],
    ["half an array", '["1","1","room:x"'],
    ["an object in protocol 2", '{"topic":"phoenix","event":"heartbeat","payload":{},"ref":"1"}'],
    ["an array too short", '["1","2","phoenix"]'],
    ["numbers for names", "[1,2,3,4,5]"],
    ["null", "null"],
    ["nothing", ""],
    ["20 000 open brackets", "[".repeat(20_000)],
  ])("%s ends the socket with 1011 or 1007", async (_what, text) => {
    await aJoinedSocket();
    socket.sendRaw(text);
    const { code } = await within(5_000, "the server closes the socket", socket.closed);
    expect([1007, 1011]).toContain(code);
  });

  test("M11: more than 64 KB ends the socket with 1009", async () => {
    await aJoinedSocket();
    socket.send(joinRef, "99", topic, "shout", { body: "x".repeat(64 * 1024 + 1) });
    const { code } = await within(5_000, "the server closes the socket", socket.closed);
    expect(code).toBe(1009);
  });

  test("a binary push is refused and the socket stays", async () => {
    await aJoinedSocket();
    const names = [joinRef, "77", topic, "bin"];
    const head = [0, ...names.map((name) => name.length)];
    socket.sendRaw(Buffer.concat([Buffer.from(head), Buffer.from(names.join("")), Buffer.from([1, 2, 3])]));
    const refusal = await socket.replyTo("77");
    expect(refusal).toEqual({ status: "error", response: { reason: "unmatched event" } });
    expect(await socket.heartbeat()).toMatchObject({ status: "ok" });
  });
});

describe("a frame that fits nothing", () => {
  test.each([
    "nothing:here",
    "",
    "conversation",
    "conversation:",
    "conversation:not-a-uuid",
    "conversation:00000000-0000-0000-0000-000000000000",
    "notification:not-a-uuid",
    "events:one",
    "issue:lobby",
    "phoenix",
  ])("joining %j is refused with a reason", async (unknown) => {
    await aJoinedSocket();
    const answer = await socket.join(unknown, { customer_id: visitor.customerId });
    expect(answer).toMatchObject({ status: "error", response: { reason: expect.any(String) } });
    expect(await socket.heartbeat()).toMatchObject({ status: "ok" });
  });

  test("an event on a topic that is not joined is answered unmatched topic", async () => {
    await aJoinedSocket();
    const answer = await socket.push("1", `conversation:${randomUUID()}`, "shout", { body: "x" });
    expect(answer).toEqual({ status: "error", response: { reason: "unmatched topic" } });
  });

  test("leaving what is not joined is answered ok", async () => {
    await aJoinedSocket();
    expect(await socket.push("1", "room:elsewhere", "phx_leave", {})).toMatchObject({ status: "ok" });
  });

  test("an unknown event is refused and the channel lives on", async () => {
    await aJoinedSocket();
    const answer = await socket.push(joinRef, topic, "no such event", {});
    expect(answer).toEqual({ status: "error", response: { reason: "unmatched event" } });
    expect(await socket.push(joinRef, topic, "ping", { a: 1 })).toEqual({ status: "ok", response: { a: 1 } });
  });

  test.each([
    ["no body at all", {}],
    ["a body of a wrong type", { body: { text: "x" } }],
    ["a list for a body", { body: ["x"] }],
    ["a time that is none", { body: "x", sent_at: "yesterday" }],
    ["somebody else's customer", { body: "x", customer_id: randomUUID() }],
    ["a customer id that is none", { body: "x", customer_id: "me" }],
    ["files that are none", { body: "x", file_ids: ["a"] }],
    ["a client id that is none", { body: "x", client_id: 12 }],
  ])("a shout with %s is refused, stored nowhere and announced to nobody", async (_what, words) => {
    await aJoinedSocket();
    const before = (await thread(agent, conversation.id)).length;
    const answer = await socket.push(joinRef, topic, "shout", words);
    expect(answer.status, JSON.stringify(answer)).toBe("error");
    expect(await thread(agent, conversation.id)).toHaveLength(before);
    expect(await socket.push(joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
  });

  test("the lobby relays nobody's words", async () => {
    await aJoinedSocket();
    const lobby = `conversation:lobby:${visitor.customerId}`;
    expect(await bystander.join(lobby)).toMatchObject({ status: "ok" });
    const { joinRef: lobbyRef } = await socket.join(lobby);
    expect(await socket.push(lobbyRef, lobby, "shout", { body: "psst" })).toMatchObject({ status: "error" });
    await bystander.heartbeat();
    expect(bystander.eventsOf(lobby, "shout")).toEqual([]);
  });

  test("M11: the 101st topic is refused and the other 100 stay", async () => {
    await aJoinedSocket();
    const answers = [];
    for (let n = 1; n <= 100; n += 1) answers.push(await socket.join(`conversation:lobby:${randomUUID()}`));
    expect(answers.slice(0, 99).every((answer) => answer.status === "ok")).toBe(true);
    expect(answers[99]).toMatchObject({ status: "error", response: { reason: "too many channels joined" } });
    expect(await socket.push(joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
  });

  test("M11: a thousand pushes at once are partly refused as rate_limited, heartbeats and leaving never", async () => {
    await aJoinedSocket();
    for (let n = 0; n < 1_000; n += 1) socket.send(joinRef, `push ${n}`, topic, "ping", {});
    await socket.replyTo("push 999");
    const answers = socket.frames.filter((frame) => frame.ref?.startsWith("push "));
    const refused = answers.filter((frame) => frame.payload["status"] === "error");
    expect(answers).toHaveLength(1_000);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(400);
    expect(refused[0]?.payload).toEqual({ status: "error", response: { reason: "rate_limited" } });
    expect(await socket.heartbeat()).toMatchObject({ status: "ok" });
    expect(await socket.push(joinRef, topic, "phx_leave", {})).toMatchObject({ status: "ok" });
  });

  test("a second join of a topic takes the place of the first", async () => {
    await aJoinedSocket();
    const second = await socket.join(topic, { customer_id: visitor.customerId });
    expect(second).toMatchObject({ status: "ok" });
    const late = socket.nextRef();
    socket.send(joinRef, late, topic, "phx_leave", {});
    expect(await socket.push(second.joinRef, topic, "ping", {})).toMatchObject({ status: "ok" });
    const words = `once ${randomUUID()}`;
    await reply(agent, conversation.id, words);
    await socket.event(topic, "shout", (message) => message["body"] === words);
    await socket.heartbeat();
    expect(socket.eventsOf(topic, "shout").filter((message) => message["body"] === words)).toHaveLength(1);
  });
});
