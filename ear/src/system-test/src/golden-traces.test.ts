import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { data, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply, type Visitor } from "./support/people";
import { type Frame, WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";

/*
 * What the widget library `@papercups-io/browser` does on the wire, step by step. Its cached pages in the field will
 * never change, so these requests and frames have to work for ever.
 */

const uuidOfKnownVersion = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-5][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

let agent: Agent;
let socket: WireSocket;

beforeAll(async () => {
  agent = await newAccount();
});

afterEach(() => socket.close());

async function theLibraryConnects(): Promise<void> {
  socket = await WireSocket.open({}, `account_id=${agent.accountId}&inbox_id=undefined&vsn=2.0.0`);
  await answered(["3", "3", `room:${agent.accountId}`, "phx_join", {}]);
}

/** Sends a frame as recorded and returns its reply, which must be ok. */
async function answered(frame: [string, string, string, string, unknown]): Promise<Frame> {
  socket.sendRaw(JSON.stringify(frame));
  const [joinRef, ref, topic] = frame;
  const reply = await socket.frame(
    `the reply to ${JSON.stringify(frame)}`,
    (one) => one.event === "phx_reply" && one.ref === ref && one.topic === topic,
  );
  expect(reply.joinRef).toBe(joinRef);
  expect(reply.payload).toMatchObject({ status: "ok" });
  return reply;
}

function theWidgetSettings() {
  return data<Record<string, unknown>>(200, "GET", `/api/widget_settings?account_id=${agent.accountId}`);
}

function latestConversations(visitor: Visitor): Promise<Conversation[]> {
  const query = `customer_id=${visitor.customerId}&account_id=${agent.accountId}`;
  return data<Conversation[]>(200, "GET", `/api/conversations/customer?${query}`);
}

describe("the widget library in the field", () => {
  test("a new visitor writes a first message with a typed e-mail address", async () => {
    await theLibraryConnects();
    const settings = await theWidgetSettings();
    expect(settings).toMatchObject({ object: "widget_settings", account: { object: "account", id: agent.accountId } });

    const now = new Date().toISOString();
    const customer = await data<{ id: string; name: string; email: string }>(201, "POST", "/api/customers", {
      body: {
        customer: {
          name: "Alex",
          email: "alex@example.com",
          account_id: agent.accountId,
          first_seen: now,
          last_seen: now,
          insert_id: "abc123",
          time: Date.now() / 1000,
        },
      },
    });
    expect(customer.id).toMatch(uuidOfKnownVersion);
    expect(customer).toMatchObject({ name: "Alex", email: "alex@example.com" });

    const conversation = await data<Conversation>(201, "POST", "/api/conversations", {
      body: { conversation: { account_id: agent.accountId, customer_id: customer.id } },
    });
    expect(conversation.id).toMatch(uuidOfKnownVersion);
    expect(conversation.inbox_id).not.toBeNull();
    const topic = `conversation:${conversation.id}`;
    await answered(["6", "6", topic, "phx_join", { customer_id: customer.id }]);
    const sentAt = new Date().toISOString();
    await answered(["6", "8", topic, "shout", { body: "hello ", customer_id: customer.id, sent_at: sentAt }]);
    const echo = await socket.event(topic, "shout");
    expect(echo.joinRef).toBeNull();
    expect(echo.payload).toMatchObject({ body: "hello ", customer_id: customer.id, object: "message" });
    expect(String(echo.payload["sent_at"]).slice(0, 19)).toBe(sentAt.slice(0, 19));

    await reply(agent, conversation.id, "good morning");
    await socket.event(topic, "shout", (message) => message["body"] === "good morning");
    await answered(["6", "9", topic, "messages:seen", {}]);
    const [thread] = await latestConversations({ accountId: agent.accountId, customerId: customer.id });
    expect(thread?.messages.map((message) => [message.body, message.seen_at !== null])).toEqual([
      ["hello ", false],
      ["good morning", true],
    ]);
  });

  test("a visitor returns and has no open conversation", async () => {
    const visitor = await newVisitor(agent.accountId);
    await theLibraryConnects();
    await theWidgetSettings();
    const known = `/api/customers/${visitor.customerId}/exists?account_id=${agent.accountId}`;
    expect(await data<boolean>(200, "GET", known)).toBe(true);
    expect(await latestConversations(visitor)).toEqual([]);
    const lobby = `conversation:lobby:${visitor.customerId}`;
    await answered(["5", "5", lobby, "phx_join", {}]);

    const opened = await data<Conversation>(201, "POST", "/api/conversations", {
      token: agent.token,
      body: { conversation: { customer_id: visitor.customerId, message: { body: "may I help?" } } },
    });
    expect((await socket.event(lobby, "conversation:created")).payload).toEqual({ id: opened.id });
    expect((await latestConversations(visitor))[0]?.messages.map((message) => message.body)).toEqual(["may I help?"]);
  });

  test("a visitor returns to an open conversation and finds it, newest first and without notes", async () => {
    const visitor = await newVisitor(agent.accountId);
    const opened: string[] = [];
    for (const words of ["first", "second", "third", "fourth"])
      opened.push((await openConversation(visitor, words)).id);
    const newest = opened[3] ?? "";
    await reply(agent, newest, "for colleagues", { private: true });
    await reply(agent, newest, "for you");
    await theLibraryConnects();
    const found = await latestConversations(visitor);
    expect(found.map((one) => one.id)).toEqual([opened[3], opened[2], opened[1]]);
    expect(found[0]?.messages.map((message) => message.body)).toEqual(["fourth", "for you"]);
    expect(found[0]?.messages.every((message) => "attachments" in message)).toBe(true);
    await answered(["6", "6", `conversation:${newest}`, "phx_join", { customer_id: visitor.customerId }]);
  });

  test("a configured external id that nobody has finds nobody", async () => {
    await theLibraryConnects();
    const query = new URLSearchParams({ external_id: "user-41", account_id: agent.accountId, email: "", host: "" });
    expect(await data(200, "GET", `/api/customers/identify?${query}`)).toEqual({ customer_id: null });
    const known = await data<{ id: string }>(201, "POST", "/api/customers", {
      body: { customer: { account_id: agent.accountId, external_id: 41 } },
    });
    const found = await send("POST", "/api/customers/identify", {
      body: { customer: { external_id: "41", account_id: agent.accountId } },
    });
    expect(found.status).toBe(200);
    expect(found.json).toEqual({ data: { customer_id: known.id } });
  });

  test("look-ups without their account, or with one that is none, are refused", async () => {
    await theLibraryConnects();
    const missing = await send("GET", "/api/widget_settings");
    expect(missing.status).toBe(422);
    expect(missing.json).toMatchObject({ error: { status: 422, message: expect.any(String), received: [] } });
    const unknown = await send("GET", `/api/widget_settings?account_id=${randomUUID()}`);
    expect(unknown.status).toBe(404);
    expect(unknown.json).toMatchObject({ error: { status: 404, message: expect.any(String) } });
    expect((unknown.json as { error: object }).error).toHaveProperty("host");
    for (const external_id of ["", "null", "undefined"]) {
      const query = new URLSearchParams({ external_id, account_id: agent.accountId });
      expect((await send("GET", `/api/customers/identify?${query}`)).status).toBe(422);
    }
  });
});
