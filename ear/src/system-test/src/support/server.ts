import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";

function addressOfTheServer(): string {
  const address = process.env["NETIA_URL"];
  if (!address) {
    throw new Error("NETIA_URL names no running server, for example NETIA_URL=http://127.0.0.1:4000 npm test");
  }
  return address.replace(/\/+$/, "");
}

/** The server under test, without a slash at the end. */
export const serverUrl = addressOfTheServer();

/** What Phoenix clients are given; they add `/websocket` themselves. */
export const socketEndpoint = `${serverUrl.replace(/^http/, "ws")}/socket`;

const controlProgram = process.env["NETIA_CONTROL"];

/** Crash tests need a program that can kill the server and start it again; without it they are left out, by name. */
export const canControlServer = controlProgram !== undefined && controlProgram !== "";

type Verb =
  | ("kill9" | "start" | "restart" | "status" | "log" | "pause" | "resume")
  | ("restart-database" | "pause-database" | "resume-database" | "cut-bus" | "silence-bus" | "heal-bus");

/** How many nodes stand behind the address; alone, the one server has no number. */
export const nodeCount = Number(process.env["NETIA_NODES"] ?? 1);

/** One of several nodes, past the balancer: the ports of the nodes follow the balancer's. */
export function nodeUrl(node: number): string {
  const url = new URL(serverUrl);
  url.port = String(Number(url.port) + node);
  return url.origin;
}

async function control(verb: Verb, node?: number): Promise<string> {
  if (!controlProgram) throw new Error("NETIA_CONTROL is not set");
  const which = nodeCount > 1 && node !== undefined ? [String(node)] : [];
  return (await promisify(execFile)(controlProgram, [verb, ...which])).stdout;
}

/** Warnings, errors and stack traces in the server's log from now on, asked for later; none where no log is in reach. */
export async function watchLog(): Promise<() => Promise<string[]>> {
  if (!canControlServer) return () => Promise.resolve([]);
  const path = await control("log");
  const { size } = await stat(path);
  return async () => {
    const since = (await readFile(path)).subarray(size).toString("utf8");
    return since.split("\n").filter((line) => / (WARN|ERROR) |^\s+at |Exception/.test(line));
  };
}

/** Everything in the server's log from now on, asked for later. */
export async function readLog(): Promise<() => Promise<string>> {
  const path = await control("log");
  const { size } = await stat(path);
  return async () => (await readFile(path)).subarray(size).toString("utf8");
}

/** Ends the server process at once, as a power cut would; returns when it is gone. */
export async function killServer(node = 1): Promise<void> {
  await control("kill9", node);
}

/** Starts the killed server again on the same port and data; returns when it is ready. */
export async function startServer(node = 1): Promise<void> {
  await control("start", node);
}

/** Stops one of several nodes as an operator does, and starts it again; returns when it is ready. */
export async function restartNode(node: number): Promise<void> {
  await control("restart", node);
}

/** Freezes the server process as a long collection or a moved machine does; its sockets stay open. */
export async function pauseServer(node = 1): Promise<void> {
  await control("pause", node);
}

/** Lets the frozen server go on. */
export async function resumeServer(node = 1): Promise<void> {
  await control("resume", node);
}

/** Ends the database in the middle of everything and starts it again; returns when it answers. */
export async function restartDatabase(): Promise<void> {
  await control("restart-database");
}

/** Freezes the database, as a machine that stands still: its connections stay open and answer nothing. */
export async function pauseDatabase(): Promise<void> {
  await control("pause-database");
}

/** Lets the frozen database go on. */
export async function resumeDatabase(): Promise<void> {
  await control("resume-database");
}

/** Whether the nodes reach each other through a line that can be cut. */
export const canCutBus = process.env["NETIA_CUTTABLE_BUS"] === "yes";

/** Ends every connection between the nodes and refuses new ones. */
export async function cutBus(): Promise<void> {
  await control("cut-bus");
}

/** Lets the network between the nodes swallow everything. */
export async function silenceBus(): Promise<void> {
  await control("silence-bus");
}

export async function healBus(): Promise<void> {
  await control("heal-bus");
}
