import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TypingSignal } from "./typing";

const sent: boolean[] = [];
let signal: TypingSignal;

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  signal = new TypingSignal((typing) => sent.push(typing), Date.now);
});
afterEach(() => {
  vi.useRealTimers();
});

test("many keys make few signals, and silence makes one end", () => {
  for (let key = 0; key < 40; key += 1) {
    signal.keyPressed();
    vi.advanceTimersByTime(100);
  }
  expect(sent).toEqual([true, true]);
  vi.advanceTimersByTime(4_000);
  expect(sent).toEqual([true, true, false]);
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(3);
});

test("sending ends it at once, and only if it had begun", () => {
  signal.stop();
  expect(sent).toEqual([]);
  signal.keyPressed();
  signal.stop();
  expect(sent).toEqual([true, false]);
});
