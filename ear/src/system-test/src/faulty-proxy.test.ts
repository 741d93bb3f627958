import { once } from "node:events";
import { type AddressInfo, createServer, type Server, Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { FaultyProxy } from "./support/faulty-proxy";
import { soon, until, within } from "./support/waiting";

let echo: Server;
let proxy: FaultyProxy;
const accepted: Socket[] = [];
const clients: Socket[] = [];

beforeAll(async () => {
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => socket.write(bytes));
  });
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const socket of accepted.splice(0)) socket.destroy();
  await proxy.close();
});

afterAll(() => {
  echo.close();
});

async function connected(): Promise<Socket> {
  proxy = await FaultyProxy.before((echo.address() as AddressInfo).port);
  const client = new Socket({ allowHalfOpen: true });
  clients.push(client);
  client.connect(proxy.port, "127.0.0.1");
  await within(soon, "the client connects", once(client, "connect"));
  await until("the server has the line", () => accepted.length > 0);
  return client;
}

function theLine() {
  const [line] = proxy.lines;
  if (!line) throw new Error("no line is open");
  return line;
}

/** How a socket ended: its error, or nothing. */
function endOf(socket: Socket): Promise<string> {
  let error = "";
  socket.on("error", (cause) => {
    error = String(cause);
  });
  return new Promise((resolve) => socket.on("close", () => resolve(error)));
}

async function echoed(client: Socket, words: string): Promise<string> {
  client.write(words);
  const [bytes] = (await within(soon, `the echo of ${words}`, once(client, "data"))) as [Buffer];
  return bytes.toString();
}

test("the proxy passes everything both ways, a half-closed line's other half included", async () => {
  const client = await connected();
  expect(await echoed(client, "hello")).toBe("hello");
  const ended = once(client, "end");
  theLine().halfClose();
  await within(soon, "the client sees the end", ended);
  const received = once(accepted[0] as Socket, "data") as Promise<[Buffer]>;
  client.write("still here");
  expect((await within(soon, "the server still receives", received))[0].toString()).toBe("still here");
});

test("the proxy resets both sides", async () => {
  const client = await connected();
  const [here, there] = [endOf(client), endOf(accepted[0] as Socket)];
  theLine().cut("reset");
  expect(await within(soon, "the client's end", here)).toContain("ECONNRESET");
  expect(await within(soon, "the server's end", there)).toContain("ECONNRESET");
  await until("the line is forgotten", () => proxy.lines.size === 0);
});

test("the proxy falls silent and ends no line", async () => {
  const client = await connected();
  const server = accepted[0] as Socket;
  theLine().cut("silence");
  let received = false;
  server.on("data", () => {
    received = true;
  });
  server.on("close", () => {
    received = true;
  });
  client.write("is anybody there?");
  client.destroy();
  const other = new Socket();
  clients.push(other);
  other.connect(proxy.port, "127.0.0.1");
  expect(await echoed(other, "a new line works")).toBe("a new line works");
  expect(received).toBe(false);
});

test("the proxy refuses until it is healed, delays and drips", async () => {
  const client = await connected();
  const cut = endOf(client);
  proxy.refuse();
  expect(await within(soon, "the open line ends", cut)).toContain("ECONNRESET");
  const refused = new Socket();
  clients.push(refused);
  const failed = endOf(refused);
  refused.connect(proxy.port, "127.0.0.1");
  expect(await within(soon, "the refused line ends", failed)).toContain("ECONNRESET");

  proxy.heal();
  const other = new Socket();
  clients.push(other);
  other.connect(proxy.port, "127.0.0.1");
  expect(await echoed(other, "x")).toBe("x");
  theLine().delay(60);
  const before = performance.now();
  expect(await echoed(other, "late")).toBe("late");
  expect(performance.now() - before).toBeGreaterThan(100);
  theLine().drip(1000);
  expect(await echoed(other, "drop")).toBe("d");
});
