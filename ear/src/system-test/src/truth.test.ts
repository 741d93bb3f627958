import { afterEach, describe, expect, test } from "vitest";
import { DashboardState } from "./support/dashboard-state";
import { type Doing, doings, type Scene } from "./support/doings";
import { data, send } from "./support/http";
import { newAccount, newTeammate, newVisitor, openConversation, reply } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { randomFrom } from "./support/random";
import type { FeedPage, Message } from "./support/shapes";
import { until } from "./support/waiting";
import { WidgetState } from "./support/widget-state";

/*
 * The truth test: what a client knows after it has loaded once and applied every event since is what it would know if
 * it loaded now. The reducers are those that the dashboard and the widget ship.
 */

const sockets: WireSocket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function open(params: Record<string, string> = {}): Promise<WireSocket> {
  const socket = await WireSocket.open(params);
  sockets.push(socket);
  return socket;
}

/** An account with two agents, and a visitor with three conversations of which two are open on its phone. */
async function scene(seed: number): Promise<Scene> {
  const agent = await newAccount();
  const teammate = await newTeammate(agent);
  const visitor = await newVisitor(agent.accountId);
  const conversations = [
    await openConversation(visitor, "first"),
    await openConversation(visitor, "second"),
    await openConversation(visitor, "third"),
  ];
  for (const { id } of conversations) await reply(agent, id, "good morning");
  const desk = await open({ token: agent.token });
  const { joinRef } = await desk.join(`notification:${agent.accountId}`);
  const phone = await open();
  const joinRefs = new Map<string, string>();
  for (const { id } of conversations.slice(0, 2)) {
    const topic = `conversation:${id}`;
    joinRefs.set(topic, (await phone.join(topic, { customer_id: visitor.customerId })).joinRef);
  }
  const random = randomFrom(seed);
  return {
    agent,
    teammate,
    visitor,
    desk: { socket: desk, joinRef },
    phone: { socket: phone, joinRefs },
    conversations,
    random,
  };
}

/** Somebody who watches the account live. */
async function watchedBy(agent: Scene["agent"]): Promise<() => Promise<DashboardState>> {
  const socket = await open({ token: agent.token });
  const topic = `notification:${agent.accountId}`;
  await socket.join(topic);
  const dashboard = await DashboardState.load(agent);
  let received = 0;
  return async () => {
    for (; received < socket.frames.length; received += 1) {
      const frame = socket.frames[received];
      if (frame?.topic === topic) await dashboard.receive(frame);
    }
    return dashboard;
  };
}

/** Somebody who was away and reads the feed. */
async function resumedBy(agent: Scene["agent"]): Promise<() => Promise<DashboardState>> {
  let { cursor } = (await send("GET", "/api/feed", { token: agent.token })).json as FeedPage;
  const dashboard = await DashboardState.load(agent);
  return async () => {
    const answer = await send("GET", `/api/feed?after=${encodeURIComponent(cursor)}`, { token: agent.token });
    const page = answer.json as FeedPage;
    expect(page.reload).toBe(false);
    cursor = page.cursor;
    for (const event of page.data) await dashboard.receive(event);
    return dashboard;
  };
}

/** Somebody who was away, and comes back to a socket. */
async function rejoinedBy(agent: Scene["agent"]): Promise<() => Promise<DashboardState>> {
  const { cursor } = (await send("GET", "/api/feed", { token: agent.token })).json as FeedPage;
  const dashboard = await DashboardState.load(agent);
  const topic = `notification:${agent.accountId}`;
  let socket: WireSocket | undefined;
  let received = 0;
  return async () => {
    if (socket === undefined) {
      socket = await open({ token: agent.token });
      const { response } = await socket.join(topic, { after: cursor });
      expect(response).toMatchObject({ reload: false });
      for (const event of response["data"] as FeedPage["data"]) await dashboard.receive(event);
    }
    for (; received < socket.frames.length; received += 1) {
      const frame = socket.frames[received];
      if (frame?.topic === topic) await dashboard.receive(frame);
    }
    return dashboard;
  };
}

/** The visitor's second window on each open conversation; `away` ones join only at the end. */
async function windows(
  { agent, visitor, phone }: Scene,
  away: boolean,
): Promise<() => Promise<Map<string, WidgetState>>> {
  const socket = await open();
  const states = new Map<string, WidgetState>();
  for (const topic of phone.joinRefs.keys()) {
    const widget = await WidgetState.load(agent, visitor, topic.slice("conversation:".length));
    if (!away) await widget.join(socket, visitor);
    states.set(topic, widget);
  }
  let received = 0;
  return async () => {
    if (away && received === 0) for (const widget of states.values()) await widget.join(socket, visitor);
    for (; received < socket.frames.length; received += 1) {
      const frame = socket.frames[received];
      if (frame !== undefined) states.get(frame.topic)?.receive(frame.event, frame.payload);
    }
    return states;
  };
}

async function compareDashboards(
  { agent }: Scene,
  what: string,
  watchers: (() => Promise<DashboardState>)[],
): Promise<void> {
  const differences = async () => {
    const fresh = await DashboardState.load(agent);
    const known = await Promise.all(watchers.map(async (watcher) => (await watcher()).visible));
    return { fresh: fresh.visible, known };
  };
  await until(`the dashboard shows the truth after: ${what}`, async () => {
    const { fresh, known } = await differences();
    return known.every((state) => JSON.stringify(sorted(state)) === JSON.stringify(sorted(fresh)));
  }).catch(async (late: Error) => {
    const { fresh, known } = await differences();
    for (const state of known) expect(state, late.message).toEqual(fresh);
  });
}

async function compareWindows(
  { agent, visitor }: Scene,
  what: string,
  watchers: (() => Promise<Map<string, WidgetState>>)[],
): Promise<void> {
  const differences = async () => {
    const pairs: { known: unknown; fresh: unknown }[] = [];
    for (const watcher of watchers) {
      for (const [topic, widget] of await watcher()) {
        const fresh = await WidgetState.load(agent, visitor, topic.slice("conversation:".length));
        pairs.push({ known: widget.visible, fresh: fresh.visible });
      }
    }
    return pairs;
  };
  await until(`the widget shows the truth after: ${what}`, async () =>
    (await differences()).every(({ known, fresh }) => JSON.stringify(known) === JSON.stringify(fresh)),
  ).catch(async (late: Error) => {
    for (const { known, fresh } of await differences()) expect(known, late.message).toEqual(fresh);
  });
}

/** Objects with their keys in order, so that equal ones read alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

describe("what a client knows is what it would load, after", () => {
  test.each(Object.entries(doings))("%s", async (name, doing) => {
    const here = await scene(1);
    const dashboards = await Promise.all([watchedBy(here.agent), resumedBy(here.teammate), rejoinedBy(here.teammate)]);
    const widgets = [await windows(here, false), await windows(here, true)];
    await doing(here);
    await compareDashboards(here, name, dashboards);
    await compareWindows(here, name, widgets);
  });
});

const rounds = Number(process.env["NETIA_TRUTH_ROUNDS"] ?? 6);
const firstSeed = Number(process.env["NETIA_TRUTH_SEED"] ?? 1);
/** Found something once. */
const seedsToKeep = [685429409];

describe("what a client knows is what it would load, after anything people do", () => {
  test.each([...Array.from({ length: rounds }, (_, round) => firstSeed + round), ...seedsToKeep])(
    "seed %i",
    async (seed) => {
      const here = await scene(seed);
      const dashboards = await Promise.all([
        watchedBy(here.agent),
        resumedBy(here.teammate),
        rejoinedBy(here.teammate),
      ]);
      const widgets = [await windows(here, false), await windows(here, true)];
      const done = await doSomeOf(here, 25);
      await compareDashboards(here, done.join(", "), dashboards);
      await compareWindows(here, done.join(", "), widgets);
    },
    60_000,
  );

  test("also when they do it while the client subscribes", async () => {
    const here = await scene(firstSeed);
    for (let round = 0; round < 5; round += 1) {
      const acting = doSomeOf(here, 6);
      await pause(here.random() * 50);
      const [dashboard, resumed] = await Promise.all([watchedBy(here.agent), resumedBy(here.teammate)]);
      const widgets = await windows(here, false);
      const done = await acting;
      await compareDashboards(here, `seed ${firstSeed}, ${done.join(", ")}`, [dashboard, resumed]);
      await compareWindows(here, `seed ${firstSeed}, ${done.join(", ")}`, [widgets]);
    }
  }, 60_000);
});

async function doSomeOf(here: Scene, count: number): Promise<string[]> {
  const names = Object.keys(doings);
  const done: string[] = [];
  for (let step = 0; step < count; step += 1) {
    const name = names[Math.floor(here.random() * names.length)] ?? "the agent replies";
    done.push(name);
    await (doings[name] as Doing)(here);
  }
  return done;
}

/** Not waiting for something to happen: the moment between two actions is what is being tried. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

test("a message without a thread on screen leaves the row with the one before it", async () => {
  const here = await scene(2);
  const { id } = here.conversations[0] as { id: string };
  const { messages } = await data<{ messages: Message[] }>(200, "GET", `/api/conversations/${id}`, {
    token: here.agent.token,
  });
  const dashboards = [await watchedBy(here.agent)];
  for (const message of messages) {
    expect((await send("DELETE", `/api/messages/${message.id}`, { token: here.agent.token })).status).toBe(204);
  }
  await compareDashboards(here, "all messages are deleted", dashboards);
});
