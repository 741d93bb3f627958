import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Agent, newAccount, newVisitor, openConversation, reply, thread, type Visitor } from "./support/people";
import { clients, connect, disconnectAll, gather, ok, refused } from "./support/phoenix-clients";
import type { Conversation } from "./support/shapes";
import { until } from "./support/waiting";

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;

beforeAll(async () => {
  agent = await newAccount();
});

afterEach(disconnectAll);

async function aNewConversation() {
  visitor = await newVisitor(agent.accountId);
  conversation = await openConversation(visitor);
}

describe.each(clients.map((client) => [client.name, client] as const))("%s", (_name, client) => {
  async function visitorsChannel() {
    const socket = await connect(client);
    const channel = socket.channel(`conversation:${conversation.id}`, { customer_id: visitor.customerId });
    return { socket, channel };
  }

  async function agentsChannel() {
    const socket = await connect(client, { token: agent.token });
    const channel = socket.channel(`notification:${agent.accountId}`, {});
    return { socket, channel };
  }

  test("carries words both ways and echoes the sender's own exactly", async () => {
    await aNewConversation();
    const [at, desk] = [await visitorsChannel(), await agentsChannel()];
    const seenByVisitor = gather(at.channel, "shout");
    const seenByAgent = gather(desk.channel, "shout");
    await ok(at.channel.join());
    await ok(desk.channel.join());

    const sentAt = new Date().toISOString();
    await ok(at.channel.push("shout", { body: "hello ", customer_id: visitor.customerId, sent_at: sentAt }));
    const echo = await until("the visitor receives the echo", () => seenByVisitor[0]);
    expect(echo).toMatchObject({ body: "hello ", customer_id: visitor.customerId, user_id: null, seq: 1 });
    expect(String(echo["sent_at"]).slice(0, 19)).toBe(sentAt.slice(0, 19));
    expect(await until("the agent receives it", () => seenByAgent[0])).toMatchObject({ body: "hello " });

    await reply(agent, conversation.id, "over REST");
    await ok(desk.channel.push("shout", { conversation_id: conversation.id, body: "over the socket" }));
    await until("the visitor receives both replies", () => seenByVisitor.length === 3);
    expect(seenByVisitor.map((message) => message["body"])).toEqual(["hello ", "over REST", "over the socket"]);
    expect(seenByVisitor.map((message) => message["seq"])).toEqual([1, 2, 3]);
    expect(seenByVisitor[2]).toMatchObject({ user_id: agent.userId, customer_id: null });
  });

  test("never shows a private note to the visitor", async () => {
    await aNewConversation();
    const [at, desk] = [await visitorsChannel(), await agentsChannel()];
    const seenByVisitor = gather(at.channel, "shout");
    const seenByAgent = gather(desk.channel, "shout");
    await ok(at.channel.join());
    await ok(desk.channel.join());
    await ok(desk.channel.push("shout", { conversation_id: conversation.id, body: "between us", private: true }));
    await reply(agent, conversation.id, "to you");
    await until("the reply arrives", () => seenByVisitor.length > 0);
    await until("the agent sees both", () => seenByAgent.length === 2);
    expect(seenByVisitor.map((message) => message["body"])).toEqual(["to you"]);
  });

  test("relays typing to the other side and not to the typist", async () => {
    await aNewConversation();
    const [at, desk] = [await visitorsChannel(), await agentsChannel()];
    const beside = (await connect(client, { token: agent.token })).channel(`conversation:${conversation.id}`, {});
    const seenByTypist = gather(at.channel, "typing");
    const seenByAgent = gather(desk.channel, "typing");
    const seenBeside = gather(beside, "typing");
    for (const channel of [at.channel, desk.channel, beside]) await ok(channel.join());

    await ok(at.channel.push("typing", { typing: true }));
    expect(await until("the agent sees typing", () => seenByAgent[0])).toMatchObject({
      typing: true,
      type: "customer",
      conversation_id: conversation.id,
      customer_id: visitor.customerId,
    });
    await until("the agent in the conversation sees typing", () => seenBeside[0]);

    await ok(beside.push("typing", { typing: true }));
    const shown = await until("the visitor sees typing", () => seenByTypist[0]);
    expect(shown).toMatchObject({ typing: true, type: "user", user_id: agent.userId });
    expect(seenByTypist).toHaveLength(1);
  });

  if (client.hasPresence) {
    test("shows who is there, and that they left", async () => {
      await aNewConversation();
      const [at, desk] = [await visitorsChannel(), await agentsChannel()];
      const room = at.socket.channel(`room:${agent.accountId}`, {});
      const atTheDesk = new client.library.Presence(desk.channel);
      const inTheRoom = new client.library.Presence(room);
      await ok(room.join());
      await ok(desk.channel.join());
      await until("the visitor's page sees the agent", () =>
        inTheRoom.list((key) => key).includes(`user:${agent.userId}`),
      );
      await ok(at.channel.join());
      const key = `customer:${visitor.customerId}`;
      await until("the desk sees the visitor", () => atTheDesk.list((one) => one).includes(key));
      at.socket.disconnect();
      await until("the desk sees the visitor leave", () => !atTheDesk.list((one) => one).includes(key));
    });
  }

  test("comes back by itself after a lost connection, with nothing twice", async () => {
    await aNewConversation();
    const at = await visitorsChannel();
    const seen = gather(at.channel, "shout");
    await ok(at.channel.join());
    await ok(
      at.channel.push("shout", { body: "one", customer_id: visitor.customerId, sent_at: new Date().toISOString() }),
    );

    const broken = at.socket.conn;
    broken?.terminate();
    await until("the client notices", () => at.socket.conn !== broken);
    const second = at.channel.push("shout", {
      body: "two",
      customer_id: visitor.customerId,
      sent_at: new Date().toISOString(),
    });
    await ok(second);
    await until("both are received", () => seen.length >= 2);
    await reply(agent, conversation.id, "three");
    await until("the reply is received", () => seen.some((message) => message["body"] === "three"));
    expect(seen.map((message) => message["body"])).toEqual(["one", "two", "three"]);
    expect((await thread(agent, conversation.id)).map((message) => message.body)).toEqual(["one", "two", "three"]);
  });

  test("gets every heartbeat answered", async () => {
    const socket = await connect(client, {}, { heartbeatIntervalMs: 100 });
    let answered = 0;
    socket.onMessage(({ topic, event }) => {
      if (topic === "phoenix" && event === "phx_reply") answered += 1;
    });
    const connection = socket.conn;
    await until("five heartbeats are answered", () => answered >= 5);
    expect(socket.conn).toBe(connection);
    expect(socket.isConnected()).toBe(true);
  });

  test("receives nothing any more after it left", async () => {
    await aNewConversation();
    const [at, desk] = [await visitorsChannel(), await agentsChannel()];
    const seen = gather(at.channel, "shout");
    const seenByAgent = gather(desk.channel, "shout");
    await ok(at.channel.join());
    await ok(desk.channel.join());
    await ok(at.channel.leave());
    await reply(agent, conversation.id, "gone already?");
    await until("the agent's own socket receives it", () => seenByAgent.length === 1);
    const heartbeat = at.socket.channel(`room:${agent.accountId}`, {});
    await ok(heartbeat.join());
    expect(seen).toEqual([]);
  });

  test("is answered why it may not join", async () => {
    await aNewConversation();
    const stranger = await newVisitor(agent.accountId);
    const socket = await connect(client);
    const join = (topic: string, params: Record<string, unknown>) => refused(socket.channel(topic, params).join());
    expect(await join(`notification:${agent.accountId}`, {})).toEqual({ reason: "Unauthorized" });
    expect(await join(`conversation:${conversation.id}`, { customer_id: stranger.customerId })).toHaveProperty(
      "reason",
    );
    expect(await join("nothing:here", {})).toEqual({ reason: "unmatched topic" });
  });
});
