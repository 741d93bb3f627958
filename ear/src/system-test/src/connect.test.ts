import { once } from "node:events";
import { request } from "node:http";
import { createConnection, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { send } from "./support/http";
import { type Agent, newAccount } from "./support/people";
import { type Client, connect, disconnectAll, everyClient, ok, refused } from "./support/phoenix-clients";
import { serverUrl, socketEndpoint } from "./support/server";
import { until, within } from "./support/waiting";

const current = everyClient.find((client) => client.name === "phoenix 1.8.16 over protocol 2") as Client;
const polling = everyClient.find((client) => client.name === "phoenix 1.8.16 by long-poll") as Client;
const PATH = "/socket/websocket?vsn=2.0.0";

let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
});

afterEach(disconnectAll);

describe("a handshake", () => {
  test.each([current, polling])("takes an agent's token apart from the address: $name", async (client) => {
    const socket = await connect(client, {}, { authToken: agent.token });
    await ok(socket.channel(`notification:${agent.accountId}`, {}).join());
  });

  test("answers the subprotocol phoenix and never the token", async () => {
    const hidden = `base64url.bearer.phx.${Buffer.from(agent.token).toString("base64url")}`;
    const socket = new WebSocket(`${socketEndpoint}/websocket?vsn=2.0.0`, ["phoenix", hidden]);
    await within(5_000, "it opens", once(socket, "open"));
    expect(socket.protocol).toBe("phoenix");
    socket.close();
  });

  test("accepts any origin, and a cookie opens nothing", async () => {
    const socket = await connect(current, {});
    expect(await refused(socket.channel(`notification:${agent.accountId}`, {}).join())).toEqual({
      reason: "Unauthorized",
    });
    const headers = { origin: "https://elsewhere.example", cookie: `token=${agent.token}` };
    const foreign = new WebSocket(`${socketEndpoint}/websocket?vsn=2.0.0`, { headers });
    await within(5_000, "it opens", once(foreign, "open"));
    foreign.close();
  });

  test.each(["POST", "PUT", "DELETE", "GET"])("without an upgrade, %s is answered 400", async (method) => {
    expect((await send(method, PATH)).status).toBe(400);
  });
});

describe("bytes that are no WebSocket frame", () => {
  test.each([
    ["an unmasked frame", [0x81, 0x02, 0x5b, 0x5d], 1002],
    ["a reserved bit", [0xc1, 0x80, 0, 0, 0, 0], 1002],
    ["a reserved opcode", [0x83, 0x80, 0, 0, 0, 0], 1002],
    ["a fragmented ping", [0x09, 0x80, 0, 0, 0, 0], 1002],
    ["a continuation of nothing", [0x80, 0x80, 0, 0, 0, 0], 1002],
    ["text that is no UTF-8", [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28], 1007],
  ])("%s ends the socket with its code", async (_what, bytes, code) => {
    const { socket } = await upgraded();
    const frames = received(socket);
    socket.write(Buffer.from(bytes));
    const frame = await until("the server closes", () => frames().find((one) => one.opcode === 8));
    expect(frame.payload.readUInt16BE(0)).toBe(code);
    socket.destroy();
  });

  test("a message in fragments counts as a whole", async () => {
    const socket = new WebSocket(`${socketEndpoint}/websocket?vsn=2.0.0`);
    const closed = once(socket, "close");
    await within(5_000, "it opens", once(socket, "open"));
    const answered = once(socket, "message");
    const [head, tail] = ['[null,"1","phoenix",', '"heartbeat",{}]'];
    socket.send(head, { fin: false });
    socket.send(tail, { fin: true });
    expect(String((await within(5_000, "it is answered", answered))[0])).toContain('"status":"ok"');

    for (let n = 0; n < 5; n += 1) socket.send("x".repeat(16 * 1024), { fin: n === 4 });
    const [code] = await within(5_000, "the server closes", closed);
    expect(code).toBe(1009);
  });
});

/** A connection after the handshake, without a client that would forbid nonsense. */
async function upgraded(): Promise<{ socket: Socket }> {
  const { hostname, port } = new URL(serverUrl);
  const asking = request({
    hostname,
    port,
    path: PATH,
    createConnection: () => createConnection(Number(port), hostname),
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.from("sixteen bytes ok").toString("base64"),
    },
  });
  asking.end();
  const [, socket] = (await within(5_000, "the upgrade", once(asking, "upgrade"))) as [unknown, Socket];
  return { socket };
}

interface RawFrame {
  opcode: number;
  payload: Buffer;
}

/** The frames that have come so far; all of them are short. */
function received(socket: Socket): () => RawFrame[] {
  let bytes = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  return () => {
    const frames: RawFrame[] = [];
    for (let at = 0; at + 2 <= bytes.length; ) {
      const length = (bytes[at + 1] ?? 0) & 0x7f;
      frames.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload: bytes.subarray(at + 2, at + 2 + length) });
      at += 2 + length;
    }
    return frames;
  };
}
