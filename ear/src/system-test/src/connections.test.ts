import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { send } from "./support/http";
import { WireSocket } from "./support/phoenix-wire";
import { connection, exchange, head } from "./support/raw-http";
import { until, within } from "./support/waiting";

/** What one end has seen of a connection. */
interface Seen {
  socket: Socket;
  text: string;
  /** Milliseconds until the other end closed it. */
  closed: Promise<number>;
}

function open(address: string): Seen {
  const socket = connection(address);
  const began = performance.now();
  const seen: Seen = {
    socket,
    text: "",
    closed: new Promise((resolve) => socket.once("close", () => resolve(performance.now() - began))),
  };
  socket.on("data", (bytes) => {
    seen.text += bytes.toString("latin1");
  });
  return seen;
}

function many(count: number, address: string): Seen[] {
  return Array.from({ length: count }, () => open(address));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The largest file of the dashboard, which anybody may ask for. */
async function largestFile(): Promise<{ path: string; size: number }> {
  const page = await exchange([head("GET", "/", "Connection: close")]);
  const paths = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
  const sizes = await Promise.all(
    paths.map(async (path) => {
      const answer = await send("HEAD", path);
      return { path, size: Number(answer.headers["content-length"] ?? 0) };
    }),
  );
  return sizes.reduce((largest, one) => (one.size > largest.size ? one : largest));
}

// Beside each other, since each waits for a deadline of the server.
describe.concurrent("a connection ends", () => {
  test("when it sends nothing, and 500 of them delay nobody", async () => {
    const silent = many(500, "127.0.0.21");
    await pause(1_000);
    const began = performance.now();
    expect((await send("GET", "/api/ping")).status).toBe(200);
    expect(performance.now() - began, "long before they are closed").toBeLessThan(5_000);
    const ends = await within(20_000, "all are closed", Promise.all(silent.map((one) => one.closed)));
    expect(Math.min(...ends)).toBeGreaterThan(14_000);
  }, 40_000);

  test("with 408 when its head comes too slowly, 200 of them", async () => {
    const slow = many(200, "127.0.0.22");
    const request = head("GET", "/api/ping");
    for (const { socket } of slow) socket.write(request.slice(0, 8));
    let at = 8;
    const drip = setInterval(() => {
      for (const { socket } of slow) if (socket.writable) socket.write(request.charAt(at));
      at += 1;
    }, 1_500);
    const ends = await within(15_000, "all are closed", Promise.all(slow.map((one) => one.closed))).finally(() =>
      clearInterval(drip),
    );
    expect(Math.min(...ends)).toBeGreaterThan(9_000);
    const answered = slow.filter((one) => one.text.startsWith("HTTP/1.1 408 ") && one.text.includes('"error"'));
    expect(answered.length, "answered with 408").toBe(slow.length);
  }, 40_000);

  test("when its answers are not read, while others are served", async () => {
    const { path, size } = await largestFile();
    const count = Math.ceil(20_000_000 / size);
    const lazy = ["127.0.0.23", "127.0.0.24", "127.0.0.25"].map((address) => {
      const seen = open(address);
      seen.socket.pause();
      seen.socket.write(head("GET", path).repeat(count));
      return seen;
    });
    await pause(24_000);
    expect((await send("GET", "/api/ping")).status).toBe(200);
    for (const { socket } of lazy) socket.resume();
    await within(5_000, "they are closed", Promise.all(lazy.map((one) => one.closed)));
    for (const one of lazy) {
      expect(one.text.startsWith("HTTP/1.1 200 ")).toBe(true);
      expect(one.text.length, "it was closed before it had everything").toBeLessThan(count * size);
    }
  }, 60_000);

  test("at once when its address has a thousand", async () => {
    const all = many(1_010, "127.0.0.26");
    let closed = 0;
    for (const one of all) void one.closed.then(() => (closed += 1));
    await pause(4_000);
    expect(closed).toBe(10);
    expect((await exchange([head("GET", "/api/ping", "Connection: close")], { address: "127.0.0.27" })).status).toBe(
      200,
    );
    for (const { socket } of all) socket.destroy();
  }, 40_000);

  test("when the sockets of its address hold too much of messages without an end, and no other", async () => {
    const bystander = await WireSocket.open();
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const fields = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", key];
    const upgrade = head("GET", "/socket/websocket?vsn=2.0.0", ...fields);
    const crowd = many(380, "127.0.0.29");
    let closed = 0;
    for (const one of crowd) void one.closed.then(() => (closed += 1));
    for (const { socket } of crowd) socket.write(upgrade);
    await until("all of them are sockets", () => crowd.every(({ text }) => text.startsWith("HTTP/1.1 101 ")));
    // A masked text frame whose last byte does not come. All of them are more than the share of an address.
    const length = 65_000;
    const frame = Buffer.concat([
      Buffer.from([0x81, 0xfe, length >> 8, length & 0xff, 0, 0, 0, 0]),
      Buffer.alloc(length - 1, "x"),
    ]);
    for (const { socket } of crowd) socket.write(frame);
    await until("some of them are closed", () => closed > 0);
    expect((await bystander.heartbeat()).status).toBe("ok");
    expect(closed).toBeLessThan(crowd.length);
    for (const { socket } of crowd) socket.destroy();
    bystander.close();
  }, 40_000);

  test("but not a socket, and not one that is read slowly", async () => {
    const socket = await WireSocket.open();
    const { path, size } = await largestFile();
    const reader = open("127.0.0.28");
    const count = Math.ceil(20_000_000 / size);
    reader.socket.write(head("GET", path).repeat(count - 1) + head("GET", path, "Connection: close"));
    // Some 400 KB a second, far below what the server sends and above what it wants to be read.
    const taking = setInterval(() => {
      reader.socket.resume();
      setTimeout(() => reader.socket.pause(), 1);
    }, 250);
    await pause(24_000);
    clearInterval(taking);
    reader.socket.resume();
    await within(8_000, "everything is read", reader.closed);
    expect(reader.text.length).toBeGreaterThan(count * size);
    expect((await socket.heartbeat()).status).toBe("ok");
    socket.close();
  }, 60_000);
});
