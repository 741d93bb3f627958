import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "./problem";
import { Repeats } from "./repeats";

let repeats: Repeats;
let attempts: number;
let problem: ProblemError | null;

const work = async () => {
  attempts += 1;
  if (problem !== null) throw problem;
};
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  repeats = new Repeats();
  attempts = 0;
  problem = new ProblemError(503, "Away");
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a load that nobody would ask for again", () => {
  it("is repeated ever more slowly until it works", async () => {
    await repeats.run("load", work);
    for (const [index, seconds] of [2, 4, 8, 16, 30, 30].entries()) {
      await pass(seconds - 0.001);
      expect(attempts).toBe(index + 1);
      await pass(0.001);
    }
    problem = null;
    await pass(30);
    expect(attempts).toBe(8);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not repeated when it is refused for good", async () => {
    problem = new ProblemError(404, "Not found");
    await repeats.run("load", work);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is repeated once, however often it is asked for", async () => {
    await repeats.run("load", work);
    await Promise.all([repeats.run("load", work), repeats.run("load", work)]);
    expect(vi.getTimerCount()).toBe(1);
    problem = null;
    await repeats.run("load", work);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not repeated any more after the end, also when it fails only then", async () => {
    await repeats.run("waiting", work);
    const underWay = repeats.run("under way", work);
    repeats.stop();
    await underWay;
    expect(vi.getTimerCount()).toBe(0);
  });
});
