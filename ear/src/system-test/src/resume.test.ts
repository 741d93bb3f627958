import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { data, send } from "./support/http";
import {
  type Agent,
  catchUp,
  newAccount,
  newTeammate,
  newVisitor,
  openConversation,
  reply,
  type Visitor,
} from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { serverUrl } from "./support/server";
import type { Conversation, FeedPage, Message } from "./support/shapes";
import { until } from "./support/waiting";

let agent: Agent;
let visitor: Visitor;
let conversation: Conversation;
let topic: string;
const sockets: WireSocket[] = [];

beforeAll(async () => {
  agent = await newAccount();
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function aNewConversation(): Promise<void> {
  visitor = await newVisitor(agent.accountId);
  conversation = await openConversation(visitor);
  topic = `conversation:${conversation.id}`;
}

async function open(params: Record<string, string> = {}): Promise<WireSocket> {
  const socket = await WireSocket.open(params);
  sockets.push(socket);
  return socket;
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

async function writeAll(words: string[]): Promise<void> {
  for (const one of words) await reply(agent, conversation.id, one);
}

describe("a visitor who was away", () => {
  test("gets exactly what it missed with the join, in order, and then live words", async () => {
    await aNewConversation();
    const before = await open();
    const first = await before.join(topic, { customer_id: visitor.customerId });
    await writeAll(["1", "2"]);
    await before.event(topic, "shout", (message) => message["body"] === "2");
    before.drop();
    await writeAll(numbers(3, 7));
    await reply(agent, conversation.id, "not for you", { private: true });
    expect(first.status).toBe("ok");

    const after = await open();
    const joined = await after.join(topic, { customer_id: visitor.customerId, after_seq: 2 });
    const missed = joined.response["messages"] as Message[];
    expect(missed.map((message) => message.body)).toEqual(numbers(3, 7));
    expect(missed.map((message) => message.seq)).toEqual([3, 4, 5, 6, 7]);
    await reply(agent, conversation.id, "live");
    await after.event(topic, "shout", (message) => message["body"] === "live");
    expect(after.eventsOf(topic, "shout").map((message) => message["body"])).toEqual(["live"]);
  });

  test("learns with the join whether words that it has were edited or taken back", async () => {
    await aNewConversation();
    const [first, second] = [await reply(agent, conversation.id, "1"), await reply(agent, conversation.id, "2")];
    const note = await reply(agent, conversation.id, "psst", { private: true });
    const editCount = async () => {
      const { response } = await (await open()).join(topic, { customer_id: visitor.customerId, after_seq: 3 });
      return response["edit_count"];
    };
    expect(await editCount()).toBe(0);
    const body = { message: { body: "one" } };
    await data(200, "PUT", `/api/messages/${first.id}`, { token: agent.token, body });
    await data(200, "PUT", `/api/messages/${note.id}`, { token: agent.token, body });
    expect(await editCount()).toBe(1);
    await send("DELETE", `/api/messages/${second.id}`, { token: agent.token });
    expect(await editCount()).toBe(2);
  });

  test("loses and doubles nothing when words arrive while it joins", async () => {
    await aNewConversation();
    await writeAll(numbers(1, 5));
    const writing = writeAll(numbers(6, 60));
    for (let round = 0; round < 10; round += 1) {
      const socket = await open();
      const joined = await socket.join(topic, { customer_id: visitor.customerId, after_seq: 0 });
      const known = (joined.response["messages"] as Message[]).map((message) => message.seq);
      const upTo = known.at(-1) ?? 0;
      expect(known).toEqual(Array.from({ length: upTo }, (_, index) => index + 1));
      const next = await socket.frame(
        "a live word, or the writing is over",
        (frame) => frame.event === "shout" && Number(frame.payload["seq"]) > upTo,
      );
      const live = socket.eventsOf(topic, "shout").map((message) => Number(message["seq"]));
      expect(next.payload["seq"]).toBe(upTo + 1);
      expect(live.filter((seq) => seq > upTo)[0]).toBe(upTo + 1);
      if (upTo > 40) break;
    }
    await writing;
    expect((await catchUp(conversation.id, 0, visitor)).map((message) => message.body)).toEqual(numbers(1, 60));
  });

  test("is asked to load afresh when it missed more than two hundred", async () => {
    await aNewConversation();
    const desk = await open({ token: agent.token });
    const notification = `notification:${agent.accountId}`;
    const { joinRef } = await desk.join(notification);
    for (let n = 1; n <= 201; n += 1) {
      const words = { conversation_id: conversation.id, body: String(n) };
      expect(await desk.push(joinRef, notification, "shout", words)).toMatchObject({ status: "ok" });
    }
    const socket = await open();
    const joined = await socket.join(topic, { customer_id: visitor.customerId, after_seq: 0 });
    expect(joined).toMatchObject({ status: "ok", response: { reload: true } });
    const all = await catchUp(conversation.id, 0, visitor);
    expect(all.map((message) => message.body)).toEqual(numbers(1, 201));
    const page = await data<Message[]>(
      200,
      "GET",
      `/api/conversations/${conversation.id}/messages?after_seq=0&limit=1000`,
      { token: agent.token },
    );
    expect(page).toHaveLength(200);
  });

  test("cannot read with another customer's id what is not its own", async () => {
    await aNewConversation();
    await writeAll(["secret"]);
    const stranger = await newVisitor(agent.accountId);
    const elsewhere = await newAccount();
    const path = (customerId: string, accountId: string) =>
      `/api/conversations/${conversation.id}/messages?${new URLSearchParams({
        after_seq: "0",
        customer_id: customerId,
        account_id: accountId,
      })}`;
    const refusals = await Promise.all([
      send("GET", path(stranger.customerId, agent.accountId)),
      send("GET", path(visitor.customerId, elsewhere.accountId)),
      send("GET", path(randomUUID(), agent.accountId)),
      send("GET", `/api/conversations/${conversation.id}/messages?after_seq=0`),
    ]);
    for (const refusal of refusals) {
      expect([401, 404]).toContain(refusal.status);
      expect(refusal.text).not.toContain("secret");
    }
  });
});

describe("a request that waits", () => {
  const waiting = (path: string, token?: string) => send("GET", path, { token });
  const messagesAfter = (seq: number, wait: number) =>
    `/api/conversations/${conversation.id}/messages?after_seq=${seq}&wait=${wait}`;
  const ofVisitor = () => `&customer_id=${visitor.customerId}&account_id=${visitor.accountId}`;

  test("is answered by the words that come while it waits", async () => {
    await aNewConversation();
    const started = Date.now();
    const visitors = waiting(messagesAfter(0, 20) + ofVisitor());
    const agents = waiting(messagesAfter(0, 20), agent.token);
    await reply(agent, conversation.id, "here I am");
    for (const answer of await Promise.all([visitors, agents])) {
      expect((answer.json as { data: Message[] }).data.map((message) => message.body)).toEqual(["here I am"]);
    }
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  test("is not answered by a note that is not for the visitor", async () => {
    await aNewConversation();
    const visitors = waiting(messagesAfter(0, 2) + ofVisitor());
    const agents = waiting(messagesAfter(0, 20), agent.token);
    await reply(agent, conversation.id, "among us", { private: true });
    expect((await visitors).json).toEqual({ data: [], has_more: false });
    expect((await agents).json).toMatchObject({ data: [{ body: "among us" }] });
  });

  test("returns the feed as it grows, each event once, however the words fall", async () => {
    await aNewConversation();
    const start = await send("GET", "/api/feed", { token: agent.token });
    let { cursor } = start.json as FeedPage;
    const writing = writeAll(numbers(1, 30));
    const received: unknown[] = [];
    while (received.length < 30) {
      const answer = await waiting(`/api/feed?after=${encodeURIComponent(cursor)}&wait=20`, agent.token);
      expect(answer.status, answer.text).toBe(200);
      const page = answer.json as FeedPage;
      cursor = page.cursor;
      const words = page.data.filter((event) => event.event === "shout");
      received.push(...words.map((event) => event.payload["body"]));
    }
    await writing;
    expect(received).toEqual(numbers(1, 30));
  });

  test("is refused at once where it may not look, and when the session ends meanwhile", async () => {
    await aNewConversation();
    const stranger = await newVisitor(agent.accountId);
    const refused = await waiting(
      `${messagesAfter(0, 20)}&customer_id=${stranger.customerId}&account_id=${agent.accountId}`,
    );
    expect(refused.status).toBe(404);
    const teammate = await newTeammate(agent);
    const { json } = await send("GET", "/api/feed", { token: teammate.token });
    const cursor = encodeURIComponent((json as FeedPage).cursor);
    const waits = waiting(`/api/feed?after=${cursor}&wait=20`, teammate.token);
    await send("DELETE", "/api/session", { token: teammate.token });
    expect((await waits).status).toBe(401);
  });

  test("holds no thread: 150 wait while others are served", async () => {
    await aNewConversation();
    const path = `${serverUrl}${messagesAfter(0, 20)}${ofVisitor()}`;
    const crowd = Array.from({ length: 150 }, () => fetch(path).then((answer) => answer.status));
    const served = Date.now();
    await data(200, "GET", "/api/me", { token: agent.token });
    expect(Date.now() - served).toBeLessThan(3_000);
    await reply(agent, conversation.id, "all of you");
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]));
  });
});

describe("an agent who was away", () => {
  const notification = () => `notification:${agent.accountId}`;

  test("gets every event since its cursor over REST, once and in order", async () => {
    await aNewConversation();
    const socket = await open({ token: agent.token });
    const joined = await socket.join(notification());
    const cursor = String(joined.response["cursor"]);
    expect(cursor.length).toBeGreaterThan(0);
    socket.drop();

    await writeAll(["one", "two"]);
    await data(200, "PUT", `/api/conversations/${conversation.id}`, {
      token: agent.token,
      body: { conversation: { priority: "priority" } },
    });
    const opened = await openConversation(visitor, "another matter");
    const events = await feedFrom(cursor);
    const written = events.filter((event) => event.event === "shout").map((event) => event.payload["body"]);
    expect(written).toEqual(["one", "two", "another matter"]);
    const created = events.filter((event) => event.event === "conversation:created");
    expect(created.map((event) => event.payload["id"])).toEqual([opened.id]);
    const updates = events.filter((event) => event.event === "conversation:updated");
    expect(updates.some((event) => JSON.stringify(event.payload).includes('"priority":"priority"'))).toBe(true);
  });

  test("gets them with the join when it names the cursor", async () => {
    await aNewConversation();
    const before = await open({ token: agent.token });
    const cursor = String((await before.join(notification())).response["cursor"]);
    before.drop();
    await writeAll(["missed"]);
    const after = await open({ token: agent.token });
    const joined = await after.join(notification(), { after: cursor });
    const missed = joined.response as unknown as FeedPage;
    const replayed = [...missed.data.map((event) => event.payload["body"]), ...after.eventsOf(notification(), "shout")];
    expect(replayed.filter((body) => body === "missed")).toHaveLength(1);
    expect(missed.cursor).not.toBe(cursor);
  });

  test("loses and doubles nothing when words arrive while it joins", async () => {
    await aNewConversation();
    const first = await open({ token: agent.token });
    const cursor = String((await first.join(notification())).response["cursor"]);
    first.drop();
    const writing = writeAll(numbers(1, 60));
    const everything = numbers(1, 60);
    const joining = Array.from({ length: 12 }, async (_, turn) => {
      await until("enough has been written", async () => (await lastSeq()) >= turn * 4);
      const socket = await open({ token: agent.token });
      const joined = await socket.join(notification(), { after: cursor });
      return { socket, missed: joined.response as unknown as FeedPage };
    });
    await writing;
    for (const { socket, missed } of await Promise.all(joining)) {
      const events = () => [
        ...wordsHere(missed.data.map((event) => event.payload)),
        ...wordsHere(socket.eventsOf(notification(), "shout")),
      ];
      await until("the socket has sent everything", async () => events().length >= 60);
      expect(events()).toEqual(everything);
    }
  });

  async function lastSeq(): Promise<number> {
    const { last_seq } = await data<Conversation>(200, "GET", `/api/conversations/${conversation.id}`, {
      token: agent.token,
    });
    return last_seq;
  }

  function wordsHere(payloads: Record<string, unknown>[]): unknown[] {
    const here = payloads.filter((payload) => payload["conversation_id"] === conversation.id && "body" in payload);
    return here.map((payload) => payload["body"]);
  }

  test("misses nothing while others write at the same time", async () => {
    await aNewConversation();
    const socket = await open({ token: agent.token });
    let cursor = String((await socket.join(notification())).response["cursor"]);
    const others = await Promise.all(numbers(1, 8).map(() => openConversation(visitor)));
    const writes = others.map(async (one, sender) => {
      for (let turn = 0; turn < 10; turn += 1) await reply(agent, one.id, `${sender}/${turn}`);
    });
    const received: string[] = [];
    let writing = true;
    const done = Promise.all(writes).finally(() => {
      writing = false;
    });
    while (writing) {
      const page = await feed(cursor);
      cursor = page.cursor;
      received.push(...wordsOf(page));
    }
    await done;
    await until("the feed has drained", async () => {
      const page = await feed(cursor);
      cursor = page.cursor;
      received.push(...wordsOf(page));
      return received.length >= 80;
    });
    expect(new Set(received).size).toBe(80);
    expect(received).toHaveLength(80);
  });

  test.each(["made-up", "0", "~", Buffer.from("1.2").toString("base64url")])(
    "is answered that the cursor %j means nothing: by a socket to load afresh, with a new one",
    async (cursor) => {
      const path = `/api/feed?after=${encodeURIComponent(cursor)}`;
      expect((await send("GET", path, { token: agent.token })).status).toBe(400);
      const socket = await open({ token: agent.token });
      const { status, response } = await socket.join(`notification:${agent.accountId}`, { after: cursor });
      expect({ status, response }).toMatchObject({
        status: "ok",
        response: { data: [], reload: true, reason: "reload" },
      });
      expect(await feed(String(response["cursor"]))).toMatchObject({ reload: false });
    },
  );

  test("is asked to load afresh when its cursor is from a database that was further on", async () => {
    const foreign = Buffer.from(`9000000000000000000.1.${Math.floor(Date.now() / 1000)}`).toString("base64url");
    const page = await feed(foreign);
    expect(page).toMatchObject({ data: [], reload: true });
    expect(await feed(page.cursor)).toMatchObject({ reload: false });
  });

  function feed(cursor: string): Promise<FeedPage> {
    return send("GET", `/api/feed?after=${encodeURIComponent(cursor)}`, { token: agent.token }).then((answer) => {
      expect(answer.status, answer.text).toBe(200);
      return answer.json as FeedPage;
    });
  }

  /** Reads until the account's row of its own latest write is seen; the feed may trail an open transaction. */
  async function feedFrom(start: string): Promise<FeedPage["data"]> {
    const events: FeedPage["data"] = [];
    let cursor = start;
    await until("the feed has the other conversation's words", async () => {
      const page = await feed(cursor);
      cursor = page.cursor;
      events.push(...page.data);
      return events.some((event) => event.payload["body"] === "another matter");
    });
    return events;
  }

  function wordsOf(page: FeedPage): string[] {
    return page.data
      .filter((event) => event.event === "shout")
      .map((event) => String(event.payload["body"]))
      .filter((body) => body.includes("/"));
  }
});
