import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { data, send } from "./support/http";
import {
  type Agent,
  newAccount,
  newTeammate,
  newVisitor,
  openConversation,
  reply,
  type Visitor,
} from "./support/people";
import { type Payload, WireSocket } from "./support/phoenix-wire";
import type { Conversation } from "./support/shapes";

/*
 * The table "What is published" of docs/protocol.md, row by row: for each cause what the team and the customer receive.
 */

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;
let desk: WireSocket;
let page: WireSocket;
let visitorsJoin: string;
let teamsTopic: string;
let topic: string;

beforeAll(async () => {
  agent = await newAccount();
  teamsTopic = `notification:${agent.accountId}`;
});

beforeEach(async () => {
  visitor = await newVisitor(agent.accountId, { email: "visitor@example.com" });
  conversation = await openConversation(visitor, "hello?");
  topic = `conversation:${conversation.id}`;
  desk = await WireSocket.open({ token: agent.token });
  page = await WireSocket.open();
  await desk.join(teamsTopic);
  visitorsJoin = (await page.join(topic, { customer_id: visitor.customerId })).joinRef;
  return () => {
    desk.close();
    page.close();
  };
});

afterAll(() => send("DELETE", "/api/session", { token: agent.token }));

interface Received {
  event: string;
  payload: Payload;
}

/** What both got of something, in their order; everything of it was on its way before the answers to their questions. */
async function eventsOf(act: () => Promise<unknown>): Promise<{ team: Received[]; customer: Received[] }> {
  const before = [desk.frames.length, page.frames.length];
  await act();
  await desk.heartbeat();
  await page.heartbeat();
  const news = (socket: WireSocket, from: number | undefined, on: string) =>
    socket.frames
      .slice(from)
      .filter((frame) => frame.topic === on && frame.event !== "phx_reply" && !frame.event.startsWith("presence_"))
      .map(({ event, payload }) => ({ event, payload }));
  return { team: news(desk, before[0], teamsTopic), customer: news(page, before[1], topic) };
}

function names(received: Received[]): string[] {
  return received.map(({ event }) => event);
}

function change(path: string, body: unknown) {
  return data<Payload>(200, "PUT", path, { token: agent.token, body });
}

describe("messages", () => {
  test.each([
    [
      "a customer's",
      "on the conversation's topic first",
      () => page.push(visitorsJoin, topic, "shout", { body: "hi" }),
    ],
    ["a teammate's", "on the account's topic first", () => reply(agent, conversation.id, "hi")],
  ] as const)("%s message is received %s by who is subscribed to both", async (whose, _where, write) => {
    const both = await WireSocket.open({ token: agent.token });
    try {
      for (const one of [topic, teamsTopic]) expect(await both.join(one)).toMatchObject({ status: "ok" });
      await write();
      for (const one of [topic, teamsTopic]) await both.event(one, "shout");
      const received = both.frames.filter(({ event }) => event === "shout").map((frame) => frame.topic);
      expect(received).toEqual(whose === "a customer's" ? [topic, teamsTopic] : [teamsTopic, topic]);
    } finally {
      both.close();
    }
  });

  test("a reply is received by both, and the customer sees no address of the team's", async () => {
    const { team, customer } = await eventsOf(() => reply(agent, conversation.id, "yes"));
    expect(names(team)).toEqual(["shout", "conversation:updated"]);
    expect(names(customer)).toEqual(["shout", "conversation:updated"]);
    expect(JSON.stringify(team)).toContain(agent.email);
    expect(JSON.stringify(customer)).not.toContain(agent.email);
  });

  test("a note, its change and its end are the team's alone", async () => {
    const { team, customer } = await eventsOf(async () => {
      const note = await reply(agent, conversation.id, "psst", { private: true });
      await change(`/api/messages/${note.id}`, { message: { body: "psst!" } });
      await send("DELETE", `/api/messages/${note.id}`, { token: agent.token });
    });
    expect(names(team).filter((event) => event !== "conversation:updated")).toEqual([
      "shout",
      "message:updated",
      "message:deleted",
    ]);
    expect(JSON.stringify(customer)).not.toContain("psst");
    expect(names(customer).filter((event) => event !== "conversation:updated")).toEqual([]);
  });

  test("a changed and a deleted reply is received by both", async () => {
    const message = await reply(agent, conversation.id, "yse");
    const changed = await eventsOf(() => change(`/api/messages/${message.id}`, { message: { body: "yes" } }));
    for (const received of [changed.team, changed.customer]) {
      expect(received).toMatchObject([{ event: "message:updated", payload: { id: message.id, body: "yes", seq: 2 } }]);
    }
    const deleted = await eventsOf(() => send("DELETE", `/api/messages/${message.id}`, { token: agent.token }));
    const gone = { id: message.id, conversation_id: conversation.id, seq: 2 };
    expect(deleted.team).toEqual([{ event: "message:deleted", payload: gone }]);
    expect(deleted.customer).toEqual([{ event: "message:deleted", payload: { ...gone, edit_count: 2 } }]);
    expect(changed.customer[0]?.payload["edit_count"]).toBe(1);
    expect(JSON.stringify([changed.team, deleted.team])).not.toContain("edit_count");
  });

  test("that the customer has seen the reply is an event for the team and for the customer's other windows", async () => {
    await reply(agent, conversation.id, "yes");
    const { team, customer } = await eventsOf(() => page.push(visitorsJoin, topic, "messages:seen", {}));
    for (const events of [team, customer]) expect(names(events)).toEqual(["messages:seen", "conversation:updated"]);
    expect(team[0]?.payload).toMatchObject({ conversation_id: conversation.id, seq: 2 });
    expect((await eventsOf(() => page.push(visitorsJoin, topic, "messages:seen", {}))).team).toEqual([]);
  });
});

describe("conversations", () => {
  test.each([
    ["closed", { status: "closed" }],
    ["assigned", { assignee_id: 0 }],
    ["prioritised", { priority: "priority" }],
    ["renamed", { subject: "A subject" }],
  ])("one that is %s is announced to both", async (_what, fields) => {
    const changes = "assignee_id" in fields ? { assignee_id: agent.userId } : fields;
    const { team, customer } = await eventsOf(() =>
      change(`/api/conversations/${conversation.id}`, { conversation: changes }),
    );
    for (const received of [team, customer]) {
      expect(received).toMatchObject([
        { event: "conversation:updated", payload: { id: conversation.id, updates: changes } },
      ]);
    }
    expect(customer[0]?.payload["updates"]).not.toHaveProperty("customer_id");
  });

  test("one that is archived leaves open dashboards", async () => {
    const { team } = await eventsOf(() =>
      send("POST", `/api/conversations/${conversation.id}/archive`, { token: agent.token }),
    );
    expect(names(team)).toEqual(["conversation:updated"]);
  });

  test("one that is deleted leaves open dashboards, and closes for who is in it", async () => {
    const { team, customer } = await eventsOf(() =>
      send("DELETE", `/api/conversations/${conversation.id}`, { token: agent.token }),
    );
    expect(team).toMatchObject([
      { event: "conversation:updated", payload: { id: conversation.id, updates: { archived_at: expect.any(String) } } },
    ]);
    expect(customer.at(-1)).toEqual({ event: "phx_close", payload: {} });
    expect(await page.push(visitorsJoin, topic, "shout", { body: "anybody?" })).toMatchObject({ status: "error" });
  });

  test("those of an inbox that is deleted move, and those of a teammate who leaves are free, as everybody learns", async () => {
    const fields = { inbox: { name: "Second" } };
    const inbox = await data<Payload>(201, "POST", "/api/inboxes", { token: agent.token, body: fields });
    const teammate = await newTeammate(agent);
    await change(`/api/conversations/${conversation.id}`, {
      conversation: { inbox_id: inbox["id"], assignee_id: teammate.userId },
    });
    const moved = await eventsOf(() => send("DELETE", `/api/inboxes/${String(inbox["id"])}`, { token: agent.token }));
    expect(moved.team).toMatchObject([{ event: "conversation:updated", payload: { id: conversation.id } }]);
    expect(moved.team[0]?.payload["updates"]).toMatchObject({ inbox_id: expect.any(String) });
    expect(JSON.stringify(moved.team)).not.toContain(inbox["id"]);

    const freed = await eventsOf(() =>
      send("DELETE", `/api/users/${teammate.userId}`, { token: teammate.token }).then(({ status }) =>
        expect(status).toBeLessThan(300),
      ),
    );
    for (const received of [freed.team, freed.customer]) {
      expect(received).toMatchObject([
        { event: "conversation:updated", payload: { id: conversation.id, updates: { assignee_id: null } } },
      ]);
    }
  });

  test("one that begins is announced to the team and to the customer who waits", async () => {
    const lobby = `conversation:lobby:${visitor.customerId}`;
    await page.join(lobby);
    const begun = await openConversation(visitor, "another thing");
    expect((await desk.event(teamsTopic, "conversation:created", ({ id }) => id === begun.id)).payload).toEqual({
      id: begun.id,
    });
    expect((await page.event(lobby, "conversation:created")).payload).toEqual({ id: begun.id });
  });
});

describe("customers", () => {
  test("one that is described anew, by the team or by the page, is announced to the team", async () => {
    const byTeam = await eventsOf(() => change(`/api/customers/${visitor.customerId}`, { customer: { name: "Ada" } }));
    expect(byTeam.team).toMatchObject([
      { event: "customer:updated", payload: { id: visitor.customerId, updates: { name: "Ada" } } },
    ]);
    const byPage = await eventsOf(() =>
      send("PUT", `/api/customers/${visitor.customerId}/metadata`, { body: { metadata: { browser: "Firefox" } } }),
    );
    expect(byPage.team).toMatchObject([
      { event: "customer:updated", payload: { id: visitor.customerId, updates: { name: "Ada", browser: "Firefox" } } },
    ]);
    expect([...byTeam.customer, ...byPage.customer]).toEqual([]);
  });

  test("one that is deleted is announced to the team", async () => {
    const { team } = await eventsOf(() =>
      send("DELETE", `/api/customers/${visitor.customerId}`, { token: agent.token }),
    );
    expect(team).toEqual([{ event: "customer:deleted", payload: { id: visitor.customerId } }]);
    await page.event(topic, "phx_close");
  });
});

describe("topics", () => {
  test("a customer's issues are the team's topic", async () => {
    const lobby = `issue:lobby:${visitor.customerId}`;
    expect(await desk.join(lobby)).toMatchObject({ status: "ok", response: {} });
    expect(await page.join(lobby)).toMatchObject({ status: "error", response: { reason: "Unauthorized" } });
    const foreign = await WireSocket.open({ token: (await newAccount()).token });
    expect(await foreign.join(lobby)).toMatchObject({ status: "error", response: { reason: "Unauthorized" } });
    foreign.close();
  });

  test("no account, no room", async () => {
    const room = `room:${conversation.id}`;
    expect(await page.join(room)).toMatchObject({ status: "error", response: { reason: "not_found" } });
    expect(await page.join(`room:${agent.accountId.toUpperCase()}`)).toMatchObject({ status: "error" });
    expect(await page.join(`room:${agent.accountId}`)).toMatchObject({ status: "ok" });
  });
});
