import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { History } from "./chaos/history";
import { Dashboard, DeployedWidget, type Watcher, Widget } from "./chaos/people";
import { type Cut, FaultyProxy } from "./support/faulty-proxy";
import { type Agent, catchUp, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { randomFrom } from "./support/random";
import { serverUrl } from "./support/server";
import { until } from "./support/waiting";

const messages = 2_000;
const cuts = 500;
const writers = 4;
const ways: Cut[] = ["reset", "reset", "end", "end", "silence"];
/** Between joining and being complete. */
const target = 2_000;
/** Fewer cannot be judged, and a slow server leaves fewer: most are cut again before they are complete. */
const enough = 20;

const watchers: (Watcher & { enter(): unknown })[] = [];
/** Each watcher has a network of its own, so that a cut is known to be this watcher's. */
const networks = new Map<Watcher, FaultyProxy>();

afterEach(async () => {
  for (const watcher of watchers.splice(0)) watcher.leave();
  const open = [...networks.values()];
  networks.clear();
  await Promise.all(open.map((network) => network.close()));
});

test("M6: 500 cuts during 2 000 messages leave every list complete, in order, without gaps and doubles", async () => {
  const seed = Number(process.env["NETIA_SEED"] ?? Date.now() % 1_000_000);
  const random = randomFrom(seed);
  const agent = await newAccount();
  const conversations = await seat(agent);
  for (const watcher of watchers) watcher.enter();
  await until("everybody has joined", () => watchers.every((watcher) => watcher.isJoined()), 30_000);

  /** Up to which number each conversation is answered. */
  const answered = new Map<string, number>(conversations.map((id) => [id, 0]));
  const lags = new Lags(answered);
  let sent = 0;
  let cut = 0;
  const write = async () => {
    while (sent < messages) {
      sent += 1;
      const id = conversations[Math.floor(random() * conversations.length)] ?? "";
      const isCut = sent % (messages / cuts) === 0;
      if (isCut) {
        lags.disturb(await cutOne(random));
        cut += 1;
      }
      const { seq } = await reply(agent, id, `${sent}`);
      answered.set(id, Math.max(seq, answered.get(id) ?? 0));
      lags.look();
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  expect([sent, cut]).toEqual([messages, cuts]);

  const stored = new Map<string, string[]>();
  for (const id of conversations) {
    const all = await catchUp(id, 0, agent);
    expect(all.map((message) => message.seq)).toEqual(all.map((_, index) => index + 1));
    stored.set(
      id,
      all.map((message) => message.body ?? ""),
    );
  }
  expect([...stored.values()].flat()).toHaveLength(messages);
  for (const watcher of watchers) {
    for (const id of watcher.sees) {
      const whole = () => watcher.view.words(id).length >= (stored.get(id)?.length ?? 0);
      await until(`${watcher.view.name} is complete, seed ${seed}`, whole, 30_000);
      expect(watcher.view.words(id), `${watcher.view.name}, seed ${seed}`).toEqual(stored.get(id));
    }
    expect([...watcher.view.complaints, ...watcher.view.late], `seed ${seed}`).toEqual([]);
  }
  while (lags.areOpen) {
    lags.look();
    await sleep(20);
  }
  process.stdout.write(`M6: ${lags.summary()}, seed ${seed}\n`);
  expect(lags.count, `seed ${seed}`).toBeGreaterThan(enough);
  expect(lags.typical, `seed ${seed}`).toBeLessThan(target);
}, 240_000);

/** Eight conversations, each with a visitor at our widget; four dashboards; two visitors with a deployed page. */
async function seat(agent: Agent): Promise<string[]> {
  const history = new History();
  const ids: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    const visitor = await newVisitor(agent.accountId);
    const { id } = await openConversation(visitor);
    ids.push(id);
    await connect((url) => new Widget(`widget${index}`, url, history, visitor, id));
    if (index < 2) await connect((url) => new DeployedWidget(`deployed${index}`, url, history, visitor, id));
  }
  for (let index = 0; index < 4; index += 1) {
    await connect((url) => new Dashboard(`desk${index}`, url, history, agent, ids, ids[index] ?? ""));
  }
  return ids;
}

async function connect(watcherAt: (url: string) => Watcher & { enter(): unknown }): Promise<void> {
  const network = await FaultyProxy.before(Number(new URL(serverUrl).port));
  const watcher = watcherAt(`http://127.0.0.1:${network.port}`);
  watchers.push(watcher);
  networks.set(watcher, network);
}

/** Cuts one open line, or the first that opens; returns whose it was. */
async function cutOne(random: () => number): Promise<Watcher> {
  const lines = () =>
    [...networks].flatMap(([watcher, network]) =>
      [...network.lines].filter((line) => !line.isSilent).map((line) => ({ watcher, line })),
    );
  await until("somebody is connected", () => lines().length > 0);
  const open = lines();
  const { watcher, line } = open[Math.floor(random() * open.length)] ?? fail("no line is open");
  line.cut(ways[Math.floor(random() * ways.length)] ?? "reset");
  return watcher;
}

function fail(why: string): never {
  throw new Error(why);
}

/** How long after each join a watcher lacked something that had been answered before, unless it was cut again meanwhile. */
class Lags {
  private readonly finished: number[] = [];
  private readonly open = new Map<Watcher, { joins: number; since: number; goal: Map<string, number> }>();
  private readonly joins = new Map<Watcher, number>(watchers.map((watcher) => [watcher, watcher.joins]));

  constructor(private readonly answered: Map<string, number>) {}

  get areOpen(): boolean {
    return this.open.size > 0;
  }

  get count(): number {
    return this.finished.length;
  }

  /** A line that is silent for seconds is a fault of the network, not the server's time. */
  disturb(watcher: Watcher): void {
    this.open.delete(watcher);
  }

  look(): void {
    for (const watcher of watchers) {
      if (watcher.joins !== this.joins.get(watcher)) {
        this.joins.set(watcher, watcher.joins);
        this.open.set(watcher, { joins: watcher.joins, since: performance.now(), goal: new Map(this.answered) });
      }
      const waiting = this.open.get(watcher);
      if (waiting && watcher.sees.every((id) => watcher.view.upTo(id) >= (waiting.goal.get(id) ?? 0))) {
        this.open.delete(watcher);
        this.finished.push(performance.now() - waiting.since);
      }
    }
  }

  /** What 95 of 100 stay under. */
  get typical(): number {
    const sorted = [...this.finished].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  }

  summary(): string {
    const worst = Math.round(Math.max(0, ...this.finished));
    return `${this.finished.length} rejoins, complete after ${Math.round(this.typical)} ms (p95), ${worst} ms (worst)`;
  }
}
