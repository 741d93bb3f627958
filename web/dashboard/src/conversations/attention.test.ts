import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { message } from "../../test/data";
import { Desk } from "../../test/desk";
import { readAfterMs } from "./attention";

let desk: Desk;
let other: string;

/** How often a conversation was reported read to the server. */
const reads = () => desk.server.pushes.filter((push) => push.event === "read").length;
const isUnread = () => desk.inbox().conversations[desk.id]?.read === false;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const setVisibility = (state: DocumentVisibilityState) => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(async () => {
  desk = new Desk();
  other = "conversation-2";
  desk.fields = { read: false };
  await desk.open({ isChosen: false });
});

afterEach(() => {
  vi.restoreAllMocks();
  desk.close();
});

/** Shows the conversation as the page does when it opens one by itself, loaded and with no time gone. */
async function openedByItself() {
  await desk.workspace.showThread(other);
  desk.workspace.inbox.applyAll([{ type: "conversation_changed", id: desk.id, updates: { read: false } }]);
  desk.server.pushes.length = 0;
  await desk.workspace.showThread(desk.id);
}

it("reads a conversation that opened by itself only after two seconds in view", async () => {
  await openedByItself();
  await pass(readAfterMs - 100);
  expect(reads()).toBe(0);
  expect(isUnread()).toBe(true);
  await pass(200);
  expect(reads()).toBe(1);
  expect(isUnread()).toBe(false);
});

it("reads what somebody chose at once", async () => {
  await openedByItself();
  desk.workspace.choose(desk.id);
  expect(reads()).toBe(1);
});

it("reads what somebody begins to work in at once", async () => {
  await openedByItself();
  desk.workspace.attention.attend();
  expect(reads()).toBe(1);
});

it("counts no time in a hidden tab", async () => {
  await openedByItself();
  setVisibility("hidden");
  await pass(10 * readAfterMs);
  expect(reads()).toBe(0);
  setVisibility("visible");
  await pass(readAfterMs - 100);
  expect(reads()).toBe(0);
  await pass(200);
  expect(reads()).toBe(1);
});

it("reads nothing while the agent searches, also not what arrives meanwhile", async () => {
  await openedByItself();
  desk.workspace.attention.leave();
  desk.push("shout", message(3));
  await pass(10 * readAfterMs);
  expect(reads()).toBe(0);
  desk.workspace.attention.comeBack();
  await pass(readAfterMs + 100);
  expect(reads()).toBe(1);
});

it("forgets the attention for one conversation when another is shown", async () => {
  await openedByItself();
  desk.workspace.choose(desk.id);
  await desk.workspace.showThread(other);
  expect(desk.workspace.attention.isAttended).toBe(false);
});
