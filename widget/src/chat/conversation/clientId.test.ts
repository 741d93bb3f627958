import { expect, test } from "vitest";
import { isUuid } from "../../shared/bridge";
import { newClientId } from "./clientId";

const filledWith = (value: number) => ({
  getRandomValues: <T extends ArrayBufferView | null>(bytes: T) =>
    (bytes instanceof Uint8Array ? bytes.fill(value) : bytes) as T,
});

test("a page without HTTPS makes ids of its own, of version 4", () => {
  expect(newClientId(filledWith(0xff))).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  expect(newClientId(filledWith(0))).toBe("00000000-0000-4000-8000-000000000000");
});

test("no two ids are the same", () => {
  const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  const ids = Array.from({ length: 100 }, () => newClientId(insecure));
  expect(new Set(ids).size).toBe(100);
  expect(ids.every(isUuid)).toBe(true);
});
