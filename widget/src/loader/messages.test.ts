import { expect, test } from "vitest";
import { readNews } from "./messages";

const source = {};
const frame = { source, origin: "https://chat.example", instance: "1700" };
const from = (data: unknown, other: object = {}) => readNews({ source, origin: frame.origin, data, ...other }, frame);
const loaded = { event: "chat:loaded", payload: { ts: "1700" } };

test("messages of the frame are taken, those of anybody else are not", () => {
  expect(from(loaded)).toEqual(loaded);
  expect(from(loaded, { source: {} })).toBeNull();
  expect(from(loaded, { source: null })).toBeNull();
  expect(from(loaded, { origin: "https://evil.example" })).toBeNull();
  expect(from({ ...loaded, payload: { ts: "1699" } })).toBeNull();
  expect(from({ ...loaded, payload: {} })).toEqual({ event: "chat:loaded", payload: {} });
});

test.each([
  ["chat:loaded"],
  [null],
  [{ event: "chat:loaded" }],
  [{ event: "constructor", payload: {} }],
  [{ event: "customer:created", payload: {} }],
  [{ event: "messages:unseen", payload: { count: 1 } }],
  [{ payload: {} }],
])("%j is dropped", (data) => {
  expect(from(data)).toBeNull();
});
