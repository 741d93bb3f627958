import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { send } from "./support/http";
import { newAccount } from "./support/people";
import { type Probed, probe } from "./support/probe";
import { canControlServer, pauseDatabase, readLog, resumeDatabase, serverUrl } from "./support/server";
import { until } from "./support/waiting";

const frozenMs = 8_000;
const perSecond = 20;
/** What the readiness check may take is two seconds; the rest is for a slow machine, and less than the database's own limits. */
const probeMs = 10_000;
/** Opening a connection that nobody answers, once and once more in a queue, and what a slow machine adds. */
const connectMs = 12_000;

let isFrozen = false;

afterAll(async () => {
  if (isFrozen) await resumeDatabase();
});

interface Asked {
  what: string;
  status: number;
  sentAt: number;
  tookMs: number;
}

/** The status that a WebSocket's handshake is answered with. */
function handshake(token: string): Promise<number> {
  const { hostname, port } = new URL(serverUrl);
  const headers = {
    connection: "upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  const path = `/socket/websocket?vsn=2.0.0&token=${token}`;
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers, agent: new Agent() });
    asking.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asking.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end();
  });
}

/** Stack traces of a piece of the log, each as its root cause and the first place in it outside the Java platform. */
function traces(log: string): string[] {
  return log
    .split("\n")
    .filter((line) => line.includes(" | at "))
    .map((line) => {
      const cause = /root cause: ([\w.$]+)/.exec(line)?.[1] ?? "in the message";
      const frames = line.split(" | at ").slice(1);
      return `${cause} at ${frames.find((frame) => !/^(java|jdk|sun)\./.test(frame.replace(/^[\w.]+\//, ""))) ?? frames[0]}`;
    });
}

test.runIf(canControlServer)(
  "a frozen database: not ready at once, 503 instead of hanging, a small log, and back by itself",
  { timeout: 90_000 },
  async () => {
    const { token, accountId } = await newAccount();
    const logged = await readLog();
    const began = performance.now();
    const asked: Promise<Asked>[] = [];
    const probes: Promise<Probed>[] = [];
    const ask = (what: string, asking: Promise<{ status: number } | number>) => {
      const sentAt = performance.now() - began;
      asked.push(
        asking.then((answer) => ({
          what,
          status: typeof answer === "number" ? answer : answer.status,
          sentAt,
          tookMs: performance.now() - began - sentAt,
        })),
      );
    };

    await pauseDatabase();
    isFrozen = true;
    const user = { email: "nobody@example.com", password: "not-the-password" };
    for (let turn = 0; performance.now() - began < frozenMs; turn += 1) {
      if (turn % 4 === 0) ask("page's settings", send("GET", `/api/widget_settings?account_id=${accountId}`));
      if (turn % 4 === 1) ask("handshake", handshake(token));
      if (turn % 4 === 2) ask("long-poll", send("GET", `/socket/longpoll?vsn=2.0.0&token=${token}`));
      if (turn % 4 === 3) ask("sign-in", send("POST", "/api/session", { body: { user } }));
      if (turn % perSecond === 0) probes.push(probe(serverUrl, "/health/ready"));
      await pause(1_000 / perSecond);
    }
    const alive = await probe(serverUrl, "/health/live");
    const answeredProbes = await Promise.all(probes);
    isFrozen = false;
    await resumeDatabase();
    const resumed = performance.now();
    await until("ready again by itself", async () => (await probe(serverUrl, "/health/ready")).status === 200, 15_000);
    const readyAfter = performance.now() - resumed;
    const answers = await Promise.all(asked);

    expect(alive.status).toBe(200);
    for (const { status, text, tookMs } of answeredProbes) {
      expect(status, text).toBe(503);
      expect(tookMs).toBeLessThan(probeMs);
    }
    // The body of long-poll has a status of its own.
    const refused = answers.filter(({ what, status }) => what !== "long-poll" && status === 503);
    expect(refused.length).toBeGreaterThan((frozenMs / 1_000) * 2);
    expect(answers.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
    expect(answers.filter(({ sentAt, tookMs }) => sentAt > frozenMs / 2 && tookMs > connectMs)).toEqual([]);
    expect(readyAfter).toBeLessThan(15_000);

    const text = await logged();
    expect(text).toContain("The database is away");
    expect(text.length).toBeLessThan(100_000);
    const found = traces(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one, index) => found.indexOf(one) !== index)).toEqual([]);
  },
);
