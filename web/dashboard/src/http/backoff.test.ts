import { afterEach, describe, expect, it, vi } from "vitest";
import { backOff } from "./backoff";

afterEach(() => vi.restoreAllMocks());

describe("the wait after failures", () => {
  it("doubles up to the longest", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect([1, 2, 3, 4, 5, 100].map((failures) => backOff(failures, 1_000, 10_000))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it("is cut by chance to no less than the half", () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    expect(backOff(3, 1_000, 10_000)).toBe(2_000);
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    expect(backOff(3, 1_000, 10_000)).toBe(3_000);
  });

  it("is as long as the server asks, within the longest, but not shorter for it", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect([500, 5_000, 60_000].map((asked) => backOff(2, 1_000, 10_000, asked))).toEqual([2_000, 5_000, 10_000]);
  });
});
