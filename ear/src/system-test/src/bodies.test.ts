import type { Socket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { complaint } from "./support/hostile";
import { send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { connection, exchange, head } from "./support/raw-http";
import { soon, until, within } from "./support/waiting";

const json = "Content-Type: application/json";
const visitor = "127.0.0.2";
let agent: Agent;
let token = "";

beforeAll(async () => {
  agent = await newAccount();
  ({ token } = agent);
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

describe("a body of a request that has no use for it", () => {
  test.each([
    ["GET", "/api/ping"],
    ["HEAD", "/api/ping"],
    ["DELETE", "/api/session"],
    ["OPTIONS", "/api/ping"],
  ])("%s %s answers as without one", async (method, path) => {
    const without = await send(method, path);
    expect(without.status).toBeLessThan(300);
    for (const body of [{ a: 1 }, padded(65_536)]) {
      expect((await send(method, path, { body })).status).toBe(without.status);
    }
  });

  test.each(["GET", "HEAD", "DELETE"])(
    "%s takes no more than 65536 bytes, and no slower than others",
    async (method) => {
      const tooLarge = await send(method, "/api/ping", { body: padded(65_537), token });
      expect(tooLarge.status).toBe(413);
      expect(await drip(method)).toBe(408);
    },
    30_000,
  );

  test.each([
    ["a preflight", head("OPTIONS", "/api/ping", json, "Content-Length: 2")],
    ["a type that is none", head("POST", "/api/ping", "Content-Type: none", "Content-Length: 2")],
    ["a path that is none", head("POST", "/api//ping", json, "Content-Length: 2")],
  ])("%s with a body ends its connection in its answer", async (_what, asked) => {
    const { text } = await exchange([`${asked}{}`], { limit: 400 });
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toHaveLength(1);
    expect(text).toMatch(/^connection: close\r$/im);
  });

  test.each(["/", "/chat", "/health/ready", "/health/none", "/metrics", "/socket/websocket?vsn=2.0.0"])(
    "%s does not read it, and what it holds is no request",
    async (path) => {
      const inside = head("GET", "/api/ping", "Connection: close");
      for (const method of ["GET", "HEAD", "DELETE", "OPTIONS"]) {
        const whole = await exchange([`${head(method, path, json, `Content-Length: ${inside.length}`)}${inside}`], {
          limit: 400,
        });
        expect(whole.text.match(/^HTTP\/1\.1 \d+/gm), method).toHaveLength(1);
        expect(whole.text, method).toMatch(/^connection: close\r$/im);
        const never = await exchange([`${head(method, path, json, "Content-Length: 70000")}{`], { limit: 400 });
        expect(never, method).toMatchObject({ closed: true });
        expect(never.status, method).toBeGreaterThanOrEqual(200);
        expect(never.status, method).toBeLessThan(500);
      }
    },
  );
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

  test("many slow bodies end with 408 and hold up nobody meanwhile, on no socket either", async () => {
    const conversation = await openConversation(await newVisitor(agent.accountId));
    const topic = `conversation:${conversation.id}`;
    const desk = await WireSocket.open({ token: agent.token });
    await desk.join(topic);
    const slow = Array.from({ length: 120 }, () => drip());
    const waited: number[] = [];
    while (waited.length < 100) {
      const began = performance.now();
      const answer = await send("POST", "/api/ping", { body: { a: 1 } });
      expect(answer.status).toBe(200);
      waited.push(performance.now() - began);
    }
    const words = `meanwhile ${waited.length}`;
    await reply(agent, conversation.id, words);
    await desk.event(topic, "shout", ({ body }) => body === words);
    const another = await WireSocket.open({ token: agent.token });
    expect(await another.join(topic)).toMatchObject({ status: "ok" });
    for (const socket of [desk, another]) socket.close();
    expect((await send("GET", "/", { headers: { accept: "text/html" } })).status).toBe(200);
    expect(Math.max(...waited), "the longest that a healthy request waited").toBeLessThan(soon);
    const statuses = await within(30_000, "every slow sender is answered", Promise.all(slow));
    expect(new Set(statuses), "too slow, or too many from one address").toEqual(new Set([408, 429]));
    expect(statuses.filter((status) => status === 408)).toHaveLength(4);
  }, 60_000);
});

/** Sends a byte a second of a body that never ends; resolves with the status when the server has closed the connection. */
function drip(method = "POST", address = visitor): Promise<number> {
  return new Promise((resolve) => {
    const socket = connection(address);
    let text = "";
    socket.write(`${head(method, "/api/ping", json, "Content-Length: 5000")}{`);
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

describe("the memory of bodies", () => {
  const largest = 7_500_000;
  /** Three of the largest are what one address may have on its way, and twelve of them what all may. */
  const crowd = ["127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14"];

  test("is bounded for all callers together, and there is room for others again when they are gone", async () => {
    const held: Held[] = [];
    try {
      for (const address of crowd) {
        for (let n = 0; n < 3; n += 1) held.push(await hold(address, largest));
      }
      expect(held.map((one) => one.status())).toEqual(held.map(() => 0));
      const more = [await hold("127.0.0.15", largest), await hold("127.0.0.16", largest)];
      held.push(...more);
      await until("a body too many is refused", () => more.some((one) => one.status() === 503));
      const small = await send("POST", "/api/ping", { body: { a: 1 } });
      expect(small.status).toBe(200);
    } finally {
      for (const one of held) one.socket.destroy();
    }
    await until("there is room again", async () => {
      const body = padded(largest);
      return (await send("PUT", "/api/profile", { token, body, address: "127.0.0.15" })).status !== 503;
    });
  }, 60_000);

  test("is bounded for one caller, who is asked to come back", async () => {
    const held: Held[] = [];
    try {
      for (let n = 0; n < 4; n += 1) held.push(await hold("127.0.0.17", largest));
      const refused = await until("one is refused", () => held.find((one) => one.status() !== 0));
      expect(refused.status()).toBe(429);
      expect(refused.text()).toMatch(/^retry-after: [1-9]/im);
    } finally {
      for (const one of held) one.socket.destroy();
    }
  });
});

/** A request whose body lacks its last byte. */
interface Held {
  socket: Socket;
  /** What the server has answered, 0 while it has not. */
  status(): number;
  text(): string;
}

/** Sends all but the last byte of a teammate's body; resolves when the network has taken it, or it was refused. */
async function hold(address: string, bytes: number): Promise<Held> {
  const socket = connection(address);
  let text = "";
  socket.on("data", (more) => {
    text += more.toString("latin1");
  });
  const fields = [json, `Authorization: Bearer ${token}`, `Content-Length: ${bytes}`];
  socket.write(head("PUT", "/api/profile", ...fields));
  const taken = new Promise<void>((resolve) => {
    socket.once("data", () => resolve());
    socket.once("close", () => resolve());
    socket.write(padded(bytes).slice(0, -1), () => resolve());
  });
  await within(soon, "a body is taken", taken);
  return { socket, text: () => text, status: () => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) };
}
