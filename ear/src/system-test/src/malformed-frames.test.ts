import { afterAll, beforeAll, expect, test } from "vitest";
import { WireSocket } from "./support/phoenix-wire";
import { connection, head } from "./support/raw-http";
import { watchLog } from "./support/server";
import { within } from "./support/waiting";

const heartbeat = '[null,"1","phoenix","heartbeat",{}]';

/** A frame with a mask of zeros; its length may be another one than that of its payload. */
function frame(first: number, payload: string | Buffer, length = BigInt(Buffer.byteLength(payload))): Buffer {
  const size = Buffer.alloc(9);
  size.writeBigUInt64BE(length, 1);
  let sized: Buffer;
  if (length < 126n) sized = Buffer.from([Number(length)]);
  else if (length < 65_536n) sized = Buffer.concat([Buffer.from([126]), size.subarray(7)]);
  else sized = Buffer.concat([Buffer.from([127]), size.subarray(1)]);
  sized[0] = (sized[0] ?? 0) | 0x80;
  return Buffer.concat([Buffer.from([first]), sized, Buffer.alloc(4), Buffer.from(payload)]);
}

/** A frame that closes with a code. */
function close(code: number, reason: string | Buffer = ""): Buffer {
  return frame(0x88, Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]));
}

/** Sends bytes on a fresh socket and returns the code with which the server closes it, 0 without one. */
async function closedWith(bytes: Buffer, piece = bytes.length): Promise<number> {
  const socket = connection();
  let received = Buffer.alloc(0);
  const ended = new Promise<void>((resolve) => socket.once("end", resolve).once("close", () => resolve()));
  const upgraded = new Promise<void>((resolve) => {
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      const end = received.indexOf("\r\n\r\n");
      if (received.subarray(0, 4).toString() === "HTTP" && end > 0) {
        expect(received.toString("latin1")).toMatch(/^HTTP\/1\.1 101 /);
        received = received.subarray(end + 4);
        resolve();
      }
    });
  });
  const fields = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
  socket.write(head("GET", "/socket/websocket?vsn=2.0.0", ...fields, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
  await within(5_000, "the socket opens", upgraded);
  socket.setNoDelay();
  for (let at = 0; at < bytes.length; at += piece) {
    await new Promise((resolve) => socket.write(bytes.subarray(at, at + piece), resolve));
  }
  await within(5_000, "the server closes", ended);
  socket.destroy();
  const closing = received.lastIndexOf(0x88);
  return closing < 0 ? 0 : received.readUInt16BE(closing + 2);
}

let bystander: WireSocket;
let complaints: () => Promise<string[]>;

beforeAll(async () => {
  bystander = await WireSocket.open();
  complaints = await watchLog();
});

afterAll(async () => {
  expect(await bystander.heartbeat()).toMatchObject({ status: "ok" });
  bystander.close();
  expect(await complaints(), "in the log").toEqual([]);
});

const noFrames: [string, Buffer, number][] = [
  ["a length of 2^63", frame(0x81, "", 1n << 63n), 1009],
  ["a length of 2^64 - 1", frame(0x81, "abc", (1n << 64n) - 1n), 1009],
  ["a length that is negative in 32 bits", frame(0x81, "abc", (1n << 63n) | 0xffff_ffffn), 1009],
  ["a length of 2^62", frame(0x82, "abc", 1n << 62n), 1009],
  ["a length of 2^31", frame(0x81, "abc", 1n << 31n), 1009],
  ["one byte too many", frame(0x81, "x".repeat(65_537)), 1009],
  [
    "fragments that are too much together",
    Buffer.concat([frame(1, "x".repeat(65_000)), frame(0, "x".repeat(600))]),
    1009,
  ],
  ["empty fragments without end", Buffer.concat([frame(1, ""), ...Array<Buffer>(5_000).fill(frame(0, ""))]), 1009],
  ...[0xc1, 0xa1, 0x91, 0xc9].map((first): [string, Buffer, number] => [
    `a reserved bit in ${first.toString(16)}`,
    frame(first, heartbeat),
    1002,
  ]),
  ...[0x83, 0x87, 0x8b, 0x8f].map((first): [string, Buffer, number] => [
    `the unknown opcode in ${first.toString(16)}`,
    frame(first, "abc"),
    1002,
  ]),
  ["a ping in fragments", frame(0x09, "x"), 1002],
  ["a close in fragments", frame(0x08, "\x03\xe8"), 1002],
  ["a ping of 126 bytes", frame(0x89, "x".repeat(126)), 1002],
  ["a ping of 2^63 bytes", frame(0x89, "", 1n << 63n), 1002],
  ["an end without a beginning", frame(0x80, "x"), 1002],
  ["a message inside another", Buffer.concat([frame(0x01, "x"), frame(0x81, heartbeat)]), 1002],
  ["a frame without a mask", Buffer.from([0x81, 2, 0x5b, 0x5d]), 1002],
  ["HTTP", Buffer.from(head("GET", "/api/ping")), 1002],
  ...[0, 999, 1004, 1005, 1006, 1012, 1015, 2999, 5000, 65_535].map((code): [string, Buffer, number] => [
    `the close code ${code}`,
    close(code),
    1002,
  ]),
  ["half a close code", frame(0x88, "\x03"), 1002],
  ["text that is no UTF-8", frame(0x81, Buffer.from([0xc3, 0x28])), 1007],
  ["a text that ends within a character", frame(0x81, Buffer.from([0x22, 0xe2, 0x82])), 1007],
  ["fragments that are no UTF-8 together", Buffer.concat([frame(1, Buffer.from([0xe2])), frame(0x80, "(")]), 1007],
  ["a reason that is no UTF-8", close(1000, Buffer.from([0xc3, 0x28])), 1007],
];

test.each(noFrames)("%s ends the socket, and no other", async (_what, bytes, code) => {
  expect(await closedWith(bytes)).toBe(code);
  if (bytes.length < 200) expect(await closedWith(bytes, 1), "byte by byte").toBe(code);
});

test("a close with a code that a client may send is answered with it", async () => {
  expect(await closedWith(close(1000, "bye"))).toBe(1000);
  expect(await closedWith(close(4999, "€".repeat(41)))).toBe(4999);
});
