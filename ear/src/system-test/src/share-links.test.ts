import { beforeEach, expect, test } from "vitest";
import { data, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";
import { until } from "./support/waiting";

let admin: Agent;
let visitor: Visitor;
let conversation: Conversation;

beforeEach(async () => {
  admin = await newAccount();
  visitor = await newVisitor(admin.accountId, { name: "Ann" });
  conversation = await openConversation(visitor, "hello");
  await reply(admin, conversation.id, "good morning");
  const body = { conversation: { metadata: { churn: "likely" } } };
  await data(200, "PUT", `/api/conversations/${conversation.id}`, { token: admin.token, body });
});

const path = () => `/api/conversations/${conversation.id}/share`;

async function link(): Promise<string> {
  const { token } = await data<{ token: string }>(200, "POST", path(), { token: admin.token });
  return `/api/conversations/shared?${new URLSearchParams({ conversation_id: conversation.id, token })}`;
}

test("a link shows what was written and no id that opens anything else", async () => {
  const shown = await send("GET", await link());
  expect(shown.status, shown.text).toBe(200);
  expect(shown.json).toMatchObject({
    data: { id: conversation.id, customer: { name: "Ann" }, messages: [{ body: "hello" }, { body: "good morning" }] },
  });
  for (const secret of [visitor.customerId, admin.accountId, `"user_id":${admin.userId},`, admin.email, "churn"]) {
    expect(shown.text).not.toContain(secret);
  }
});

test("the team takes all links to a conversation back", async () => {
  const links = [await link(), await link()];
  expect(await data(200, "DELETE", path(), { token: admin.token })).toMatchObject({ ok: true, ended: 2 });
  for (const one of links) expect((await send("GET", one)).status).toBe(403);
  expect((await send("GET", await link())).status).toBe(200);
  expect((await send("DELETE", path())).status).toBe(401);
});

test("what the team keeps with a conversation and its messages does not reach its visitor", async () => {
  const socket = await WireSocket.open();
  try {
    const topic = `conversation:${conversation.id}`;
    const joined = await socket.join(topic, { customer_id: visitor.customerId });
    const metadata = { churn: "likely", quick_replies: [{ text: "Yes", action: "y" }] };
    const message = await reply(admin, conversation.id, "shall we?", { metadata });
    const body = { message: { body: "shall we go?", metadata: { churn: "sure" } } };
    await data(200, "PUT", `/api/messages/${message.id}`, { token: admin.token, body });
    await until("the visitor received the change", () => received(socket).includes("shall we go?"));
    const query = new URLSearchParams({ customer_id: visitor.customerId, account_id: admin.accountId });
    const resumed = await send("GET", `/api/conversations/customer?${query}`);
    const page = await send("GET", `/api/conversations/${conversation.id}/messages?after_seq=0&${query}`);
    const again = await socket.join(topic, { customer_id: visitor.customerId, after_seq: 1 });
    expect(resumed.text).toContain("shall we go?");
    expect(page.text).toContain("shall we go?");
    for (const text of [resumed.text, page.text, received(socket), JSON.stringify([joined, again])]) {
      expect(text).not.toContain("churn");
    }
    expect(received(socket)).toContain('"quick_replies"');
  } finally {
    socket.close();
  }
});

const received = (socket: WireSocket) => JSON.stringify(socket.frames);
