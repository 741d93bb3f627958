import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/waiting";

/** The folder of this run; everything that is made or begun lives in it. */
export const folder = setting("NETIA_RUN_DIR");

/** The repository. */
export const repository = join(import.meta.dirname, "../../../../..");

/** The first of the ports that this run uses; the others follow from it. */
export const firstPort = Number(setting("PORT"));

/** How long a server may take to start or to end on a slow machine, in milliseconds. */
export const patience = 300_000;

export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ./dev.sh test-deploy runs these tests`);
  return value;
}

/** What every program needs of the environment; the settings of whoever runs the tests must not reach a server. */
export const plainEnvironment = Object.fromEntries(
  ["PATH", "HOME", "LANG", "JAVA_HOME", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/**
 * Runs commands as an operator's shell does, in the repository, and ends at the first that fails.
 *
 * @returns what they wrote
 * @throws with all output when one of them fails
 */
export function shell(commands: string, environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: repository, env: { ...plainEnvironment, ...environment }, maxBuffer: 64 * 1024 * 1024 };
    execFile("bash", ["--norc", "-euo", "pipefail", "-c", commands], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${commands}\n${stdout.slice(-2_000)}\n${stderr.slice(-2_000)}`));
      else resolve(stdout);
    });
  });
}

function logOf(name: string): string {
  return join(folder, "log", `${name}.log`);
}

/** All that a program which was begun has written. */
export function written(name: string): string {
  return readFileSync(logOf(name), "utf8");
}

/** Notes a process, so that test-deploy.sh ends it should this program not come to it. */
export function note(name: string, pid: number): void {
  mkdirSync(join(folder, "pids"), { recursive: true });
  writeFileSync(join(folder, "pids", name), String(pid));
}

/** Begins a program that goes on beside the tests. */
export function begin(name: string, command: string[], environment: Record<string, string> = {}): ChildProcess {
  mkdirSync(join(folder, "log"), { recursive: true });
  const log = openSync(logOf(name), "a");
  const [program = "", ...words] = command;
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...plainEnvironment, ...environment },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  if (child.pid === undefined) throw new Error(`${program} could not be started`);
  note(name, child.pid);
  return child;
}

/** Asks a program to end; returns when it has. */
export async function end(child: ChildProcess | undefined, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (!child || hasEnded(child)) return;
  child.kill(signal);
  await until(`${child.spawnfile} has ended`, () => hasEnded(child), patience);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The addresses that a process listens on, as `1F90` is written there: local address and port, in hexadecimal. */
export async function listeners(pid: string): Promise<string[]> {
  const inodes = await shell(`ls -l /proc/${pid}/fd | sed -n 's/.*socket:\\[\\([0-9]*\\)\\].*/\\1/p'`);
  const own = new Set(inodes.split("\n"));
  return ["tcp", "tcp6"].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === "0A" && own.has(inode ?? ""))
      .map(([, local = ""]) => local),
  );
}
