import { afterEach, expect, test, vi } from "vitest";
import { backoff } from "./backoff";

afterEach(() => {
  vi.restoreAllMocks();
});

test("each failure waits longer, up to half a minute, and no two pages the same", () => {
  const random = vi.spyOn(Math, "random").mockReturnValue(0.5);
  expect([0, 1, 2, 3, 4, 5, 99].map(backoff)).toEqual([1000, 2000, 4000, 8000, 15_000, 30_000, 30_000]);
  random.mockReturnValue(0);
  expect(backoff(0)).toBe(750);
  random.mockReturnValue(1);
  expect(backoff(0)).toBe(1250);
});
