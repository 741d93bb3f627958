import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Book } from "../chaos/book";
import { History } from "../chaos/history";
import { Dashboard, DeployedWidget, overRest, type Watcher, Widget, type Writer } from "../chaos/people";
import { completion } from "../chaos/run";
import { type Agent, catchUp, newAccount, newTeammate, newVisitor, openConversation } from "../support/people";
import { serverUrl } from "../support/server";
import type { Message } from "../support/shapes";
import { until } from "../support/waiting";
import { newAuthority, newCertificate, trustedAuthority } from "./certificates";
import { adapted, blocksUnder, document } from "./documents";
import { readiness } from "./domain";
import { firstPort, folder, patience, shell } from "./machine";
import { Nginx, nodesFile } from "./nginx";
import { Postgres, productionSettings } from "./postgres";
import { Reader } from "./reader";
import { install, journal, nodeAt } from "./units";

/*
 * Two nodes behind nginx as docs/operate.md has it. One after the other is restarted with the commands of its chapter "Roll" while twenty
 * clients write and read: a request that fails, and a message that is lost or there twice, is one too many.
 */

const ports = [firstPort + 11, firstPort + 12];
/** People think for so long between two messages, in milliseconds. */
const thinking = 600;
/** A partner gives a request up after so long, in milliseconds; the first ones at a node that has just started are slow. */
const partnerWaits = 30_000;

let postgres: Postgres;
let nginx: Nginx;
let systemctl: string;

function onNode(port: number, commands: string): Promise<string> {
  return shell(commands, { PATH: `${systemctl}:${process.env["PATH"]}`, node: nodeAt(port) });
}

/** As the README has it for the data grid; each node listens on 127.0.0.1 only. */
async function settingsOf(port: number): Promise<Record<string, string>> {
  const commands = join(folder, "node.asadmin");
  await shell(`cat server-config/deploy/listen.asadmin server-config/cluster.asadmin >${commands}`);
  return {
    ...productionSettings(postgres),
    NETIA_CLUSTER_MEMBERS: ports.map((one) => nodeAt(one + 10)).join(","),
    NETIA_CLUSTER_PORT: String(port + 10),
    NETIA_CLUSTER_INTERFACE: "127.0.0.1",
    JAVA_OPTIONS: (document("README.md").match(/-Dhazelcast[\w.]+=\w+/g) ?? []).join(" "),
    SERVER_OPTIONS: `--prebootcommandfile ${commands}`,
  };
}

beforeAll(async () => {
  const authority = await newAuthority("netia-test-authority");
  postgres = await Postgres.made(await newCertificate("postgres", "localhost", authority), authority);
  systemctl = install(new Map(await Promise.all(ports.map(async (port) => [port, await settingsOf(port)] as const))));
  nginx = await Nginx.before(ports.map(nodeAt), await newCertificate("nginx", "localhost", trustedAuthority));
  await Promise.all(ports.map((port) => onNode(port, "systemctl start netia")));
  await Promise.all(ports.map((port) => readiness(`http://${nodeAt(port)}`)));
});

afterAll(async () => {
  await Promise.all(ports.map((port) => onNode(port, "systemctl stop netia")));
  await nginx?.stop();
  await postgres?.stop();
});

test("a rolling restart under twenty clients fails no request, and loses and doubles no message", async () => {
  const history = new History();
  const agent = await newAccount();
  const { conversations, watchers, writers, readers } = await twentyClients(agent, history);
  for (const watcher of watchers) watcher.enter();
  await until("everybody has joined", () => watchers.every((one) => one.isJoined()), patience);

  const book = new Book(1, thinking, history);
  let writing = true;
  const writes = Promise.all(writers.map((writer) => book.fill(writer, () => writing)));
  for (const port of ports) await onNode(port, restart(port));
  writing = false;
  book.lastCall = Date.now() + 30_000;
  await writes;
  await Promise.all(readers.map((reader) => reader.stop()));

  const stored = new Map<string, Message[]>();
  for (const id of conversations) stored.set(id, await catchUp(id, 0, agent));
  const incomplete = await completion(watchers, stored);
  for (const watcher of watchers) watcher.leave();
  const broken = [
    ...book.violations,
    ...book.check(stored),
    ...incomplete,
    ...watchers.flatMap((one) => one.view.complaints),
  ];
  expect(broken).toEqual([]);
  expect(requestsThatFailed(writers, history)).toEqual([]);
  expect(readers.flatMap((reader) => reader.failures)).toEqual([]);
  expect(nginx.statuses().filter((status) => ![101, 200, 201].includes(status))).toEqual([]);
  // It was under load, and both nodes did end.
  expect(book.ledger.attempts.length).toBeGreaterThan(300);
  for (const port of ports) expect(journal(port).match(/ Drained; 0 requests/g)).toHaveLength(1);
  expect(Math.min(...watchers.map((one) => one.joins))).toBeGreaterThan(1);
});

/** The commands of the page, for one node. */
function restart(port: number): string {
  return adapted(blocksUnder("docs/operate.md", "## Roll", "bash"), {
    "10.0.0.11:4000": nodeAt(port),
    "/etc/nginx/netia-nodes.conf": nodesFile,
  });
}

async function twentyClients(agent: Agent, history: History) {
  const mate = await newTeammate(agent);
  const visitors = await Promise.all(Array.from({ length: 8 }, () => newVisitor(agent.accountId)));
  const conversations = await Promise.all(visitors.map(async (visitor) => (await openConversation(visitor)).id));
  const widgets = visitors.map((visitor, index) => {
    const id = conversations[index] ?? "";
    return index < 6
      ? new Widget(`widget${index}`, serverUrl, history, visitor, id)
      : new DeployedWidget(`deployed${index}`, serverUrl, history, visitor, id);
  });
  const desks = [agent, mate].map(
    (person, index) =>
      new Dashboard(`desk${index}`, serverUrl, history, person, conversations, conversations[index] ?? ""),
  );
  const watchers: (Watcher & Writer & { enter(): unknown })[] = [...widgets, ...desks];
  const partners = conversations
    .slice(0, 6)
    .map((id, index) => overRest(`partner${index}`, serverUrl, agent, id, partnerWaits));
  const readers = conversations.slice(0, 4).map((id) => new Reader(agent, id));
  return { conversations, watchers, writers: [...watchers, ...partners], readers };
}

/**
 * Everything that a partner had to try again, but where nginx closed an idle connection as it was to be used: partners repeat their messages,
 * which have ids. What nginx could not get answered it answers itself, and that counts.
 */
function requestsThatFailed(writers: Writer[], history: History): string[] {
  return writers
    .filter(({ name }) => name.startsWith("partner"))
    .flatMap(({ name }) => history.of(name).filter((line) => !/: (begins|stored) |fetch failed$/.test(line)));
}
