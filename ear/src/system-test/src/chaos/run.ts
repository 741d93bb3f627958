import { setTimeout as sleep } from "node:timers/promises";
import { FaultyProxy } from "../support/faulty-proxy";
import {
  type Agent,
  catchUp,
  newAccount,
  newTeammate,
  newVisitor,
  openConversation,
  type Visitor,
} from "../support/people";
import { serverUrl } from "../support/server";
import type { Message } from "../support/shapes";
import { until } from "../support/waiting";
import { Book } from "./book";
import { breakThings, type Machines } from "./faults";
import { History } from "./history";
import { Dashboard, DeployedWidget, overRest, type Watcher, Widget, type Writer } from "./people";
import type { Plan } from "./plan";

/** People think for so long between two messages, in milliseconds; conversations stay as long as those of people. */
const thinking = { short: 60, long: 300 };

/** How long after the last fault everything may take to be answered and to be on every screen. */
const patience = 45_000;

/** What a run found. Without violations it kept every promise. */
export interface Finding {
  plan: Plan;
  violations: string[];
  attempted: number;
  /** Tries whose outcome nobody knew, each made again. */
  repeated: number;
  /** From the end of the faults until everything was answered, and until every screen was complete. */
  answeredAfter: number;
  completeAfter: number;
  watchers: Watcher[];
  history: History;
}

interface Cast {
  agent: Agent;
  conversations: { id: string; visitor: Visitor }[];
  writers: Writer[];
  watchers: (Watcher & { enter(): unknown })[];
}

/** One run: people write while things break; then it heals, drains, and is looked at from outside. */
export async function run(plan: Plan, machines: Machines): Promise<Finding> {
  const history = new History();
  const proxy = await FaultyProxy.before(Number(new URL(serverUrl).port));
  const cast = await assemble(proxy, history);
  try {
    for (const watcher of cast.watchers) watcher.enter();
    await until("everybody has joined", () => cast.watchers.every((one) => one.isJoined()), patience);
    return await perform(plan, cast, { proxy, machines, history });
  } finally {
    for (const watcher of cast.watchers) watcher.leave();
    await proxy.close();
  }
}

/** Three visitors with our widget, one with a deployed page; two dashboards and a partner system. */
async function assemble(proxy: FaultyProxy, history: History): Promise<Cast> {
  const url = `http://127.0.0.1:${proxy.port}`;
  const agent = await newAccount();
  const mate = await newTeammate(agent);
  const conversations = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const visitor = await newVisitor(agent.accountId);
      return { id: (await openConversation(visitor)).id, visitor };
    }),
  );
  const ids = conversations.map((one) => one.id);
  const widgets = conversations.map(({ id, visitor }, index) =>
    index === 3
      ? new DeployedWidget(`deployed${index}`, url, history, visitor, id)
      : new Widget(`widget${index}`, url, history, visitor, id),
  );
  const desks = [agent, mate].map(
    (person, index) => new Dashboard(`desk${index}`, url, history, person, ids, ids[index] ?? ""),
  );
  const watchers = [...widgets, ...desks];
  const partners = [2, 3].map((index) => overRest(`partner${index}`, url, agent, ids[index] ?? ""));
  return { agent, conversations, watchers, writers: [...watchers, ...partners] };
}

interface Scene {
  proxy: FaultyProxy;
  machines: Machines;
  history: History;
}

async function perform(plan: Plan, cast: Cast, { proxy, machines, history }: Scene): Promise<Finding> {
  const book = new Book(plan.seed + 1, plan.isLong ? thinking.long : thinking.short, history);
  let writing = true;
  const writes = Promise.all(cast.writers.map((writer) => book.fill(writer, () => writing)));
  writes.catch(() => undefined);
  await breakThings(plan, proxy, machines, history);
  const healed = performance.now();
  history.note("fault", "all is healed");
  book.lastCall = Date.now() + patience;
  writing = false;
  await writes;
  const answeredAfter = Math.round(performance.now() - healed);
  const stored = new Map<string, Message[]>();
  for (const { id } of cast.conversations) stored.set(id, await catchUp(id, 0, cast.agent));
  const slow = await completion(cast.watchers, stored);
  return {
    plan,
    history,
    watchers: cast.watchers,
    attempted: book.ledger.attempts.length,
    repeated: book.repeated,
    answeredAfter,
    completeAfter: Math.round(performance.now() - healed),
    violations: [
      ...book.violations,
      ...book.check(stored),
      ...slow,
      ...cast.watchers.flatMap((watcher) => watcher.view.complaints),
      ...(mayBeLate(plan) ? [] : cast.watchers.flatMap((watcher) => watcher.view.late)),
    ],
  };
}

/** A node waits for another's news a short while only: a bus or a node that stands still announces it later, in its own order. */
function mayBeLate({ upheaval }: Plan): boolean {
  return upheaval === "bus" || upheaval === "freeze";
}

/** Waits until every screen shows what is stored, and names whose never did. */
export async function completion(watchers: Watcher[], stored: Map<string, Message[]>): Promise<string[]> {
  const wrong = () => watchers.flatMap((watcher) => differences(watcher, stored));
  await until("every screen is complete", () => wrong().length === 0, patience).catch(() => undefined);
  // What is doubled would come now.
  await sleep(200);
  return wrong();
}

function differences(watcher: Watcher, stored: Map<string, Message[]>): string[] {
  return watcher.sees.flatMap((id) => {
    const newest = -(watcher.reach ?? Number.POSITIVE_INFINITY);
    const there = (stored.get(id) ?? []).map((message) => message.body ?? "").slice(newest);
    const shown = watcher.view.words(id).slice(newest);
    if (shown.join() === there.join()) return [];
    const missing = there.filter((body) => !shown.includes(body));
    return [`${watcher.view.name} shows ${shown.length} of ${there.length}; missing: ${missing.join(" ")} `];
  });
}
