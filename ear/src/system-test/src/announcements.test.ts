import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Agent, newAccount, newVisitor, openConversation, thread, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;
const sockets: WireSocket[] = [];

beforeAll(async () => {
  agent = await newAccount();
  visitor = await newVisitor(agent.accountId);
  conversation = await openConversation(visitor);
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function joined(topic: string, params: object, token?: string) {
  const socket = await WireSocket.open(token === undefined ? {} : { token });
  sockets.push(socket);
  const { joinRef } = await socket.join(topic, params);
  return { socket, joinRef };
}

/** Words that are refused in the form, by a rule of the application, and by the database itself. */
const broken: [string, Record<string, unknown>][] = [
  ["no words", { body: "" }],
  ["words that are none", { body: { text: "hi" } }],
  ["a file that does not exist", { body: "see the file", file_ids: [randomUUID()] }],
  ["metadata that is no object", { body: "hi", metadata: "none" }],
  ["a character that PostgreSQL cannot store", { body: "a\u0000b" }],
  ["the same within metadata", { body: "hi", metadata: { deep: [{ "a\u0000b": 1 }] } }],
];

describe("M5: a message that was not stored", () => {
  test.each(broken)("is answered to its sender only, who stays joined: %s", async (_what, words) => {
    const topic = `conversation:${conversation.id}`;
    const sender = await joined(topic, { customer_id: visitor.customerId });
    const others = [
      await joined(topic, { customer_id: visitor.customerId }),
      await joined(`notification:${agent.accountId}`, {}, agent.token),
    ];
    const before = (await thread(agent, conversation.id)).length;

    const payload = { customer_id: visitor.customerId, sent_at: new Date().toISOString(), ...words };
    const answer = await sender.socket.push(sender.joinRef, topic, "shout", payload);
    expect(answer, JSON.stringify(answer)).toMatchObject({ status: "error" });
    expect(answer.response["reason"]).not.toBe("internal_error");

    const after = { body: "still here", customer_id: visitor.customerId, sent_at: new Date().toISOString() };
    expect(await sender.socket.push(sender.joinRef, topic, "shout", after)).toMatchObject({ status: "ok" });
    expect(await thread(agent, conversation.id)).toHaveLength(before + 1);
    for (const { socket } of [sender, ...others]) {
      await socket.frame("what came after", (frame) => frame.payload["body"] === "still here");
      const shouts = socket.frames.filter((frame) => frame.event === "shout");
      expect(shouts.map((frame) => frame.payload["body"])).toEqual(["still here"]);
      expect(socket.frames.filter((frame) => ["phx_error", "phx_close"].includes(frame.event))).toEqual([]);
    }
  });
});
