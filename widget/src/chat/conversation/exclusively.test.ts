import { afterEach, expect, test, vi } from "vitest";
import { exclusively, holding } from "./exclusively";

afterEach(() => {
  vi.unstubAllGlobals();
});

const browser = (locks: object | undefined) => vi.stubGlobal("navigator", { locks });
const granting = { request: (_: string, work: () => Promise<unknown>) => work() };
const denying = { request: () => Promise.reject(new DOMException("denied", "SecurityError")) };

test.each([
  ["granted", granting],
  ["denied", denying],
  ["missing", undefined],
])("the work is done once when locks are %s", async (_, locks) => {
  browser(locks);
  const work = vi.fn(async () => "done");
  expect(await exclusively("name", work)).toBe("done");
  expect(work).toHaveBeenCalledTimes(1);
});

test("a name is held only where there are locks", async () => {
  const work = vi.fn(async () => {});
  browser(granting);
  expect(await holding("name", work)).toBe(true);
  browser(undefined);
  expect(await holding("name", work)).toBe(false);
  expect(work).toHaveBeenCalledTimes(1);
});

test("work that fails is not done again", async () => {
  browser(granting);
  const work = vi.fn(() => Promise.reject(new Error("broken")));
  await expect(exclusively("name", work)).rejects.toThrow("broken");
  expect(work).toHaveBeenCalledTimes(1);
});
