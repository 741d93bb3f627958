import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { conversation, message } from "../../test/data";
import { quietWorkspace, renderAt } from "../../test/render";
import { ThreadView } from "./ThreadView";
import { messageAdded, threadLoaded } from "./thread";

const whole = threadLoaded([message(1), message(2)]);
const missing = () => screen.queryByText(/^Some messages are missing/);
const show = (thread: typeof whole) =>
  renderAt("/", quietWorkspace(), <ThreadView conversation={conversation()} thread={thread} outgoing={[]} />);
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom lays nothing out, so that nothing changes its size.
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("shows that messages are missing when a gap is not filled soon", async () => {
  show(messageAdded(whole, message(4)));
  await pass(900);
  expect(missing()).toBeNull();
  await pass(200);
  expect(missing()).not.toBeNull();
});

it("shows nothing of the kind while none are missing", async () => {
  show(whole);
  await pass(5_000);
  expect(screen.getByText("Message 2")).toBeTruthy();
  expect(missing()).toBeNull();
});
