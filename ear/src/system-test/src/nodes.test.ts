import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { Machines } from "./chaos/faults";
import { rollingRestart } from "./chaos/plan";
import { run } from "./chaos/run";
import { type Answer, send } from "./support/http";
import { OldDashboardPresence } from "./support/old-dashboard-presence";
import { type Agent, logIn, newAccount, newTeammate, newVisitor, openConversation, thread } from "./support/people";
import { connect, current, disconnectAll, ok, type PhoenixSocket } from "./support/phoenix-clients";
import { type Payload, WireSocket } from "./support/phoenix-wire";
import { randomFrom } from "./support/random";
import {
  canControlServer,
  canCutBus,
  cutBus,
  healBus,
  killServer,
  nodeCount,
  nodeUrl,
  silenceBus,
  startServer,
} from "./support/server";
import type { Message } from "./support/shapes";
import { until, within } from "./support/waiting";

const [first, second] = [nodeUrl(1), nodeUrl(2)];
const sockets: WireSocket[] = [];
const random = randomFrom(7);
let admin: Agent;

function below(limit: number): number {
  return Math.floor(random() * limit);
}

function socketsOf(server: string): string {
  return `${server.replace(/^http/, "ws")}/socket`;
}

async function socketOn(server: string, token?: string): Promise<WireSocket> {
  const socket = await WireSocket.open(token === undefined ? {} : { token }, "vsn=2.0.0", socketsOf(server));
  sockets.push(socket);
  return socket;
}

async function joined(server: string, topic: string, params = {}, token?: string) {
  const socket = await socketOn(server, token);
  const reply = await socket.join(topic, params);
  expect(reply.status, JSON.stringify(reply)).toBe("ok");
  return { socket, joinRef: reply.joinRef };
}

function desk(): string {
  return `notification:${admin.accountId}`;
}

function received(socket: WireSocket, topic: string): Message[] {
  return socket.eventsOf(topic, "shout") as unknown as Message[];
}

/** Waits until a socket has everything; one that the server closes gets no more. */
function hasEverything(socket: WireSocket, isThere: () => boolean): Promise<boolean> {
  return until(
    "everything was received",
    () => {
      if (socket.ending) throw new Error(`The server closed the socket: ${JSON.stringify(socket.ending)}`);
      return isThere();
    },
    30_000,
  );
}

function joinsOf(diff: Payload): Payload {
  return diff["joins"] as Payload;
}

async function both<T>(act: (server: string) => Promise<T>): Promise<[T, T]> {
  return Promise.all([act(first), act(second)]);
}

describe.skipIf(nodeCount < 2)("two nodes", () => {
  beforeAll(async () => {
    admin = await newAccount();
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
    disconnectAll();
  });

  test("send everybody 200 messages of ten senders in one order, without holes and doubles", async () => {
    const visitor = await newVisitor(admin.accountId);
    const conversation = await openConversation(visitor);
    const topic = `conversation:${conversation.id}`;
    const rooms = await both((server) => joined(server, topic, { customer_id: visitor.customerId }));
    const desks = await both((server) => joined(server, desk(), {}, admin.token));
    const servers = Array.from({ length: 10 }, (_, sender) => (sender % 2 === 0 ? first : second));
    const senders = await Promise.all(
      servers.map((server) => joined(server, topic, { customer_id: visitor.customerId })),
    );
    await Promise.all(
      senders.map(async ({ socket, joinRef }, sender) => {
        for (let turn = 0; turn < 20; turn += 1) {
          const words = { body: `${sender}/${turn}`, sent_at: new Date().toISOString() };
          expect(await socket.push(joinRef, topic, "shout", words)).toMatchObject({ status: "ok" });
        }
      }),
    );
    const stored = (await thread(admin, conversation.id)).map((message) => message.body);
    expect(stored).toHaveLength(200);
    for (const [watchers, where] of [
      [rooms, topic],
      [desks, desk()],
    ] as const) {
      for (const { socket } of watchers) {
        await hasEverything(socket, () => received(socket, where).length >= 200);
        expect(received(socket, where).map((message) => message.seq)).toEqual(
          Array.from({ length: 200 }, (_, at) => at + 1),
        );
        expect(received(socket, where).map((message) => message.body)).toEqual(stored);
      }
    }
  });

  test("send everybody what becomes of a message after the message, whichever of them it happened on", {
    timeout: 90_000,
  }, async () => {
    const visitor = await newVisitor(admin.accountId);
    const conversation = await openConversation(visitor);
    const topic = `conversation:${conversation.id}`;
    const watchers = [
      ...(await both((server) => joined(server, topic, { customer_id: visitor.customerId }))),
      ...(await both((server) => joined(server, desk(), {}, admin.token))),
    ];
    const live = async (life: number) => {
      const [here, there] = life % 2 === 0 ? [first, second] : [second, first];
      const at = (server: string, method: string, path: string, body?: object) =>
        send(method, path, { token: admin.token, server, ...(body === undefined ? {} : { body }) });
      const message = { conversation_id: conversation.id, body: `${life}` };
      const { json } = await at(here, "POST", "/api/messages", { message });
      const { id } = (json as { data: Message }).data;
      await at(there, "PUT", `/api/messages/${id}`, { message: { body: `${life}, edited` } });
      await at(here, "PUT", `/api/messages/${id}`, { message: { body: `${life}, edited twice` } });
      expect((await at(there, "DELETE", `/api/messages/${id}`)).status).toBe(204);
    };
    // Not all at once: a node that receives nothing for 2 s, as on a machine with too much to do, sends everybody away to read.
    const lanes = Array.from({ length: 6 }, async (_, lane) => {
      for (let turn = 0; turn < 10; turn += 1) await live(6 * turn + lane);
    });
    await Promise.all(lanes);
    for (const { socket } of watchers) {
      const gone = () => socket.frames.filter(({ event }) => event === "message:deleted");
      await hasEverything(socket, () => gone().length >= 60);
      const received = new Map<unknown, unknown[]>();
      for (const { event, payload } of socket.frames) {
        if (event !== "shout" && !event.startsWith("message:")) continue;
        const story = received.get(payload["id"]) ?? [];
        received.set(payload["id"], story);
        story.push(event, String(payload["body"] ?? "").replace(/^\d+/, ""));
      }
      const whole = [
        "shout",
        "",
        "message:updated",
        ", edited",
        "message:updated",
        ", edited twice",
        "message:deleted",
        "",
      ];
      expect([...received.values()]).toEqual(Array.from({ length: 60 }, () => whole));
    }
    expect(await thread(admin, conversation.id)).toEqual([]);
  });

  test.each([
    ["with an id of its own", () => ({ client_id: randomUUID() })],
    ["with its time", () => ({ sent_at: new Date().toISOString() })],
  ])("store a message that is sent to both at once, %s, one time", async (_, mark) => {
    const visitor = await newVisitor(admin.accountId);
    const conversation = await openConversation(visitor);
    const topic = `conversation:${conversation.id}`;
    const tabs = await both((server) => joined(server, topic, { customer_id: visitor.customerId }));
    for (let turn = 0; turn < 10; turn += 1) {
      const words = { body: `words ${turn}`, customer_id: visitor.customerId, ...mark() };
      const message = { ...words, conversation_id: conversation.id, account_id: admin.accountId };
      const pushed = tabs.map(({ socket, joinRef }) => socket.push(joinRef, topic, "shout", words));
      const posted = both((server) => send("POST", "/api/messages", { token: admin.token, body: { message }, server }));
      const ids = [
        ...(await Promise.all(pushed)).map((reply) => reply.response["id"]),
        ...(await posted).map((answer) => (answer.json as { data: Message }).data.id),
      ];
      expect(new Set(ids).size, JSON.stringify(ids)).toBe(1);
    }
    expect(await thread(admin, conversation.id)).toHaveLength(10);
    for (const { socket } of tabs) {
      await hasEverything(socket, () => received(socket, topic).length >= 10);
      expect(received(socket, topic).map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  test.each([
    ["logs out", (_: Agent, token: string) => send("DELETE", "/api/session", { token, server: first })],
    [
      "is disabled",
      ({ userId }: Agent) => send("POST", `/api/users/${userId}/disable`, { token: admin.token, server: first }),
    ],
    [
      "gets another role",
      ({ userId }: Agent) =>
        send("PUT", `/api/users/${userId}/role`, { token: admin.token, body: { role: "admin" }, server: first }),
    ],
  ])("refuse a user who %s on one of them, and close the user's sockets on both", async (_, end) => {
    const person = await newTeammate(admin);
    const { token } = await logIn(person);
    const open = await both((server) => joined(server, desk(), {}, token));
    const others = await both((server) => joined(server, desk(), {}, admin.token));
    const status = (server: string): Promise<number> =>
      send("GET", "/api/me", { token, server }).then((answer: Answer) => answer.status);
    expect(await both(status)).toEqual([200, 200]);

    expect((await end(person, token)).status).toBe(200);

    const closes = open.map(({ socket }) => within(5_000, "the server closes the socket", socket.closed));
    expect((await Promise.all(closes)).map(({ code }) => code)).toEqual([1001, 1001]);
    await until("both refuse the token", async () => (await both(status)).every((code) => code === 401), 1_500);
    for (const { socket } of others) expect(await socket.heartbeat()).toMatchObject({ status: "ok" });
  });

  test.skipIf(!canControlServer)(
    "agree on who is present, whoever comes and goes, and when one of them is killed",
    { timeout: 240_000 },
    async () => {
      const people = [admin, await newTeammate(admin), await newTeammate(admin)];
      const views = await watchPresence();
      const tabs: { person: number; server: string; socket: PhoenixSocket }[] = [];
      const openTab = async (person: number, server: string) => {
        const socket = await connect(current, { token: people[person]?.token }, {}, socketsOf(server));
        await ok(socket.channel(desk()).join());
        tabs.push({ person, server, socket });
      };
      for (let step = 0; step < 60; step += 1) {
        if (tabs.length > 8 || (tabs.length > 0 && below(3) === 0)) {
          tabs.splice(below(tabs.length), 1)[0]?.socket.disconnect();
        } else {
          await openTab(below(people.length), below(2) === 0 ? first : second);
        }
      }
      // Of those on the first node at least one is left, for whom its death matters.
      await openTab(1, first);
      const truth = () => {
        const counts: Record<string, number> = { [`user:${admin.userId}`]: 1 };
        for (const tab of tabs) {
          const key = `user:${people[tab.person]?.userId}`;
          counts[key] = (counts[key] ?? 0) + 1;
        }
        return counts;
      };
      const isSeen = () => views.every((view) => same(view(), truth()));
      await until("both views are the truth", isSeen, 30_000);

      await killServer(1);
      for (const tab of tabs.filter(({ server }) => server === first)) {
        tab.socket.disconnect();
        tabs.splice(tabs.indexOf(tab), 1);
      }
      await until("the dead node's people are gone", isSeen, 30_000);

      await startServer(1);
      await openTab(2, first);
      await openTab(1, first);
      await until("the node's new people are seen", isSeen, 30_000);
      // The node that has just begun asks the other who is there.
      const room = `room:${admin.accountId}`;
      await until(
        "who comes late to that node sees everybody",
        async () => {
          const late = await joined(first, room);
          const { payload } = await late.socket.event(room, "presence_state");
          return Object.keys(payload).sort().join() === Object.keys(truth()).sort().join();
        },
        10_000,
      );
    },
  );

  test.skipIf(!canCutBus).each([
    ["cut", cutBus],
    ["silent", silenceBus],
  ] as const)(
    "receive from each other within seconds while the line between them is %s, and nobody is sent away",
    { timeout: 120_000 },
    async (_, breakTheBus) => {
      const visitor = await newVisitor(admin.accountId);
      const conversation = await openConversation(visitor);
      const topic = `conversation:${conversation.id}`;
      const page = await joined(first, topic, { customer_id: visitor.customerId });
      const desks = await both((server) => joined(server, desk(), {}, admin.token));
      const away: string[] = [];
      for (const [name, { socket }] of Object.entries({ page, desk1: desks[0], desk2: desks[1] })) {
        void socket.closed.then(({ code }) => away.push(`${name} was closed with ${code}`));
      }
      const write = async (server: string, body: string, limit: number) => {
        const message = { conversation_id: conversation.id, body };
        const sent = await send("POST", "/api/messages", { token: admin.token, body: { message }, server });
        expect(sent.status, JSON.stringify(sent.json)).toBe(201);
        for (const [socket, where] of [
          [page.socket, topic],
          [desks[0].socket, desk()],
          [desks[1].socket, desk()],
        ] as const) {
          await until(
            `"${body}" is received on ${where}`,
            () => received(socket, where).some((one) => one.body === body),
            limit,
          );
        }
      };
      await write(second, "before", 2_000);

      await breakTheBus();
      const brokenAt = performance.now();
      try {
        // Until the nodes know it, what they send waits.
        await write(second, "at the moment of the break", 10_000);
        await until("the nodes know it", () => performance.now() - brokenAt > 8_000);
        await write(first, "from the one", 2_000);
        await write(second, "from the other", 2_000);

        await page.socket.push(page.joinRef, topic, "typing", { typing: true });
        await desks[1].socket.frame("the visitor types", (one) => one.event === "typing", 2_000);
        const person = await newTeammate(admin);
        const { token } = await logIn(person);
        const { socket } = await joined(second, desk(), {}, token);
        await until(
          "who comes to one node is seen on the other",
          () =>
            desks[0].socket.eventsOf(desk(), "presence_diff").some((diff) => `user:${person.userId}` in joinsOf(diff)),
          5_000,
        );
        await send("DELETE", "/api/session", { token, server: first });
        expect((await within(5_000, "the other node closes the socket", socket.closed)).code).toBe(1001);
      } finally {
        await healBus();
      }
      for (let turn = 0; turn < 10; turn += 1) {
        await write(turn % 2 === 0 ? first : second, `afterwards ${turn}`, 10_000);
        await page.socket.heartbeat();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }

      expect(away).toEqual([]);
      for (const [socket, where] of [
        [page.socket, topic],
        [desks[0].socket, desk()],
        [desks[1].socket, desk()],
      ] as const) {
        const numbers = received(socket, where).map((message) => message.seq);
        expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => at + 1));
      }
    },
  );

  test.skipIf(!canControlServer)(
    "M9: restart one after the other while people write, announce it to everybody, and all are back and complete within 10 s",
    { timeout: 400_000 },
    async () => {
      const { violations, watchers, completeAfter, history } = await run(rollingRestart, new Machines());
      expect(violations, history.of("fault").join("\n")).toEqual([]);
      const endings = watchers.flatMap((watcher) => watcher.endings);
      // Whoever was on a node was sent away by it, and at least one of the two had somebody.
      expect(endings.length).toBeGreaterThanOrEqual(watchers.length);
      expect(endings).toContain(1012);
      expect(endings.filter((code) => code !== 1012 && code !== 1001)).toEqual([]);
      for (const { view, longestAbsence } of watchers) {
        expect(longestAbsence, `how long ${view.name} was away, in ms`).toBeLessThan(10_000);
      }
      expect(completeAfter).toBeLessThan(10_000);
    },
  );
});

/** How many tabs each person has, as somebody on the second node counts: by the client's library, and as old dashboards do. */
async function watchPresence(): Promise<(() => Record<string, number>)[]> {
  const socket = await connect(current, { token: admin.token }, {}, socketsOf(second));
  const channel = socket.channel(desk());
  const presence = new current.library.Presence(channel);
  const old = new OldDashboardPresence(channel);
  await ok(channel.join());
  const byLibrary = () => {
    const counts: Record<string, number> = {};
    presence.list<void>((key, { metas }) => {
      counts[key] = metas.length;
    });
    return counts;
  };
  return [byLibrary, () => old.counts()];
}

function same(one: Record<string, number>, other: Record<string, number>): boolean {
  const sorted = (counts: Record<string, number>) => JSON.stringify(Object.entries(counts).sort());
  return sorted(one) === sorted(other);
}
