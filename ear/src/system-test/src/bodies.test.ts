import { beforeAll, describe, expect, test } from "vitest";
import { complaint } from "./support/hostile";
import { send } from "./support/http";
import { newAccount } from "./support/people";
import { connection, exchange, head } from "./support/raw-http";
import { soon, within } from "./support/waiting";

const json = "Content-Type: application/json";
const visitor = "127.0.0.2";
let token = "";

beforeAll(async () => {
  token = (await newAccount()).token;
});

function padded(bytes: number): string {
  return JSON.stringify({ padding: "x".repeat(bytes - 14) });
}

describe("the size of a body", () => {
  test.each([
    ["POST", "/api/ping", 65_536],
    ["POST", "/api/session", 65_536],
    ["POST", "/api/registration", 65_536],
    ["POST", "/api/customers/identify", 65_536],
    ["PUT", "/api/customers/00000000-0000-4000-8000-000000000000/metadata", 65_536],
    ["PUT", "/api/widget_settings/metadata", 65_536],
    ["POST", "/api/conversations", 262_144],
    ["POST", "/api/customers", 262_144],
    ["PUT", "/api/profile", 262_144],
  ])("%s %s takes %i bytes from a stranger", async (method, path, most) => {
    const headers = { authorization: "Bearer no.such.token" };
    expect((await send(method, path, { body: padded(most), headers })).status).not.toBe(413);
    const refused = await send(method, path, { body: padded(most + 1), headers });
    expect(refused.status).toBe(413);
    expect(complaint(refused)).toBeUndefined();
    expect(refused.headers["access-control-allow-origin"]).toBeDefined();
  });

  test("a teammate may send more, but not to the echo", async () => {
    expect((await send("PUT", "/api/profile", { token, body: padded(1_000_000) })).status).not.toBe(413);
    expect((await send("PUT", "/api/profile", { token, body: padded(8_000_001) })).status).toBe(413);
    expect((await send("POST", "/api/ping", { token, body: padded(65_537) })).status).toBe(413);
  });

  test("a length that nobody would wait for is refused before it comes", async () => {
    const answer = await exchange([head("POST", "/api/ping", json, "Content-Length: 999999999999")]);
    expect(answer).toMatchObject({ status: 413, closed: true });
  });

  test("a body without a length is counted as it comes", async () => {
    const chunk = "x".repeat(4_096);
    const answer = await exchange(
      [head("POST", "/api/ping", json, "Transfer-Encoding: chunked"), `1000\r\n${chunk}\r\n`.repeat(17), "0\r\n\r\n"],
      { limit: 5_000 },
    );
    expect(answer.status).toBe(413);
  });

  test("a compressed body is none that we read", async () => {
    const answer = await send("POST", "/api/ping", { body: "{}", headers: { "content-encoding": "gzip" } });
    expect(answer.status).toBe(415);
  });
});

describe("what a body holds", () => {
  test.each([
    ["many small values", `{"x":[${'{"":{}},'.repeat(6_000)}1]}`],
    ["many levels", `${'{"a":'.repeat(200)}1${"}".repeat(200)}`],
    ["a long name", `{"${"n".repeat(2_000)}":1}`],
    ["a number of many digits", `{"a":${"9".repeat(1_000)}}`],
    ["a number beyond all sizes", '{"a":1e999999999}'],
  ])("%s are refused", async (_what, body) => {
    const answer = await send("POST", "/api/ping", { body });
    expect([400, 422]).toContain(answer.status);
    expect(complaint(answer)).toBeUndefined();
  });

  test("an echo repeats little", async () => {
    const answer = await send("POST", "/api/ping", { body: { a: "x".repeat(20_000) } });
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThan(200);
  });
});

describe("the pace of a body", () => {
  const ping = head("POST", "/api/ping", json, "Content-Length: 7");

  test.each([
    ["in pieces", [ping, '{"a"', ":1}"]],
    [
      "in chunks",
      [head("POST", "/api/ping", json, "Transfer-Encoding: chunked"), '4\r\n{"a"\r\n', "3\r\n:1}\r\n0\r\n\r\n"],
    ],
    ["with its head", [`${ping}{"a":1}`]],
  ])("a body that comes %s is served", async (_how, pieces) => {
    const answer = await exchange(pieces, { limit: 700 });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"a":1');
  });

  test("a request behind a body in pieces is served after it", async () => {
    const answer = await exchange([ping, '{"a":1}', `${ping}{"b":2}`], { limit: 1_000 });
    expect(answer.text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  test("many slow bodies end with 408 and hold up nobody meanwhile", async () => {
    const slow = Array.from({ length: 120 }, () => drip());
    const waited: number[] = [];
    while (waited.length < 100) {
      const began = performance.now();
      const answer = await send("POST", "/api/ping", { body: { a: 1 } });
      expect(answer.status).toBe(200);
      waited.push(performance.now() - began);
    }
    expect(Math.max(...waited), "the longest that a healthy request waited").toBeLessThan(soon);
    const statuses = await within(30_000, "every slow sender is answered", Promise.all(slow));
    expect(new Set(statuses), "too slow, or too many from one address").toEqual(new Set([408, 429]));
    expect(statuses.filter((status) => status === 408)).toHaveLength(4);
  }, 60_000);
});

/** Sends a byte a second of a body that never ends; resolves with the status when the server has closed the connection. */
function drip(): Promise<number> {
  return new Promise((resolve) => {
    const socket = connection(visitor);
    let text = "";
    socket.write(`${head("POST", "/api/ping", json, "Content-Length: 5000")}{`);
    const dripping = setInterval(() => socket.write(" "), 1_000);
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
    });
    socket.once("close", () => {
      clearInterval(dripping);
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0));
    });
  });
}

test("many wrong passwords at once are refused quickly, and others are served meanwhile", async () => {
  const guess = { body: { user: { email: "nobody@example.com", password: "wrong password" } } };
  const guesses = Promise.all(Array.from({ length: 60 }, () => send("POST", "/api/session", guess)));
  const healthy = await send("GET", "/api/ping");
  const answers = await guesses;
  expect(healthy.status).toBe(200);
  const refusals = answers.filter((answer) => answer.status !== 401);
  expect(refusals.length, "more than run and wait").toBeGreaterThan(0);
  expect(refusals.length, "some had their turn").toBeLessThan(answers.length);
  for (const refused of refusals) {
    expect([429, 503]).toContain(refused.status);
    expect(refused.json).toMatchObject({ error: { status: refused.status } });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  }
}, 30_000);
