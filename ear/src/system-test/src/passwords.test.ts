import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, password, reply } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { connection, head } from "./support/raw-http";
import { watchLog } from "./support/server";
import { soon, until } from "./support/waiting";

/*
 * A password takes 19 MiB and a processor for a while. However many strangers ask for it, only a few are hashed at once, and
 * guessing gets slower for the one who guesses.
 */

let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
});

const someone = () => `nobody-${randomUUID()}@example.com`;

function signIn(): Promise<Answer> {
  return send("POST", "/api/session", { body: { user: { email: someone(), password: "wrong password" } } });
}

function register(): Promise<Answer> {
  const user = { company_name: "Many", email: someone(), password, password_confirmation: password };
  return send("POST", "/api/registration", { body: { user } });
}

test.each([
  ["wrong passwords", signIn, 401],
  ["registrations", register, 200],
])(
  "80 %s at once are refused but for a few, and chats go on meanwhile",
  async (_what, ask, done) => {
    const conversation = await openConversation(await newVisitor(agent.accountId));
    const topic = `conversation:${conversation.id}`;
    const desk = await WireSocket.open({ token: agent.token });
    await desk.join(topic);
    const asked = Promise.all(Array.from({ length: 80 }, () => ask()));
    const waited: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      await reply(agent, conversation.id, `${n}`);
      await desk.event(topic, "shout", ({ body }) => body === `${n}`);
      waited.push(performance.now() - began);
    }
    const answers = await asked;
    desk.close();
    expect(Math.max(...waited), "the longest that a message waited").toBeLessThan(soon);
    const refusals = answers.filter((answer) => answer.status !== done);
    expect(refusals.length, "more than run and wait").toBeGreaterThan(0);
    expect(refusals.length, "some had their turn").toBeLessThan(answers.length);
    for (const refused of refusals) {
      expect([429, 503], refused.text).toContain(refused.status);
      expect(refused.json).toMatchObject({ error: { status: refused.status } });
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    }
  },
  60_000,
);

test("who hangs up before an answer comes leaves nothing in the log", async () => {
  const complaints = await watchLog();
  const body = JSON.stringify({ user: { email: someone(), password: "wrong password" } });
  const request = head("POST", "/api/session", "Content-Type: application/json", `Content-Length: ${body.length}`);
  const all = Array.from({ length: 80 }, () => {
    const socket = connection("127.0.0.41");
    const one = { socket, text: "" };
    socket.on("data", (bytes) => {
      one.text += bytes.toString("latin1");
    });
    socket.write(request + body);
    return one;
  });
  await until("one has its answer", () => all.some(({ text }) => text !== ""));
  // Of those that wait for their turn, and of those whose refusal is to come in a second or two.
  for (const { socket } of all.filter((_one, index) => index % 2 === 0)) socket.destroy();
  const patient = all.filter((_one, index) => index % 2 === 1);
  await until("all others have theirs", () => patient.every(({ text }) => text !== ""), 30_000);
  for (const { socket } of patient) socket.destroy();
  for (const { text } of patient) expect(text).toMatch(/^HTTP\/1\.1 (401|429|503) /);
  await until("the server is well", async () => (await signIn()).status === 401);
  expect(await complaints()).toEqual([]);
}, 60_000);

describe("guesses at somebody's password", () => {
  const guess = (address: string) =>
    send("POST", "/api/session", { address, body: { user: { email: agent.email, password: "a guess" } } });
  const right = (address: string) =>
    send("POST", "/api/session", { address, body: { user: { email: agent.email, password } } });

  test("wait ever longer, and keep neither the person nor anybody else out", async () => {
    const answers: Answer[] = [];
    for (let n = 0; n < 12; n += 1) answers.push(await guess("127.0.0.31"));
    const tried = answers.findIndex(({ status }) => status !== 401);
    expect(tried, "a few may be mistakes").toBeGreaterThan(2);
    expect(tried).toBeLessThan(10);
    for (const refused of answers.slice(tried)) {
      expect(refused.status).toBe(429);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await right("127.0.0.31")).status, "the one who guesses would not learn of a hit").toBe(429);
    expect((await right("127.0.0.1")).status, "where the person signed in before").toBe(200);
    expect((await right("127.0.0.32")).status, "and elsewhere").toBe(200);
  });

  test("from many addresses slow strangers, and not where the person signed in before", async () => {
    const guesses = Array.from({ length: 60 }, (_, n) => () => guess(`127.0.1.${n + 1}`));
    let refused = 0;
    for (const one of guesses) refused += (await one()).status === 429 ? 1 : 0;
    expect(refused).toBeGreaterThan(20);
    expect((await right("127.0.0.1")).status).toBe(200);
  });
});
