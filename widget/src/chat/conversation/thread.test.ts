import { expect, test } from "vitest";
import { message, thread } from "../../../test/examples";
import {
  arrived,
  askedAgain,
  caughtUp,
  changed,
  edited,
  editsCounted,
  hasHole,
  isIncomplete,
  missing,
  opened,
  removed,
  resumed,
  seen,
  unseen,
  updated,
} from "./thread";

const seqs = (of: { messages: readonly { seq: number }[] }) => of.messages.map(({ seq }) => seq);

test("messages stand in the conversation's order, each once", () => {
  let state = thread([message(1), message(2)]);
  state = arrived(state, message(3));
  state = arrived(state, message(3));
  expect(seqs(state)).toEqual([1, 2, 3]);
  expect(state.upTo).toBe(3);
  expect(hasHole(state)).toBe(false);
});

test("a message after a hole is shown, and the hole is known", () => {
  const state = arrived(thread([message(1)]), message(4));
  expect(seqs(state)).toEqual([1, 4]);
  expect(state.upTo).toBe(1);
  expect(hasHole(state)).toBe(true);
});

test("catching up fills the hole in order", () => {
  const state = caughtUp(arrived(thread([message(1)]), message(4)), [message(2), message(3), message(4)]);
  expect(seqs(state)).toEqual([1, 2, 3, 4]);
  expect(hasHole(state)).toBe(false);
});

test("numbers the visitor may not see are a hole only until they were asked for", () => {
  const state = caughtUp(arrived(thread([message(1)]), message(3)), [message(3)]);
  expect(hasHole(state)).toBe(false);
  expect(hasHole(arrived(state, message(4)))).toBe(false);
});

test("a hole that opens while the answer is on its way stays one", () => {
  const asked = arrived(thread([message(1)]), message(3));
  const window = missing(asked);
  const state = caughtUp(arrived(asked, message(6)), [message(2), message(3)], window);
  expect(state.upTo).toBe(3);
  expect(hasHole(state)).toBe(true);
  expect(missing(state)).toEqual({ after: 3, upTo: 6 });
  expect(hasHole(caughtUp(state, [message(5), message(6)], missing(state)))).toBe(false);
});

test("what was known when it was asked for, and is not in the answer, is gone and leaves no hole", () => {
  const state = arrived(thread([message(1)]), message(4));
  const answered = caughtUp(state, [message(2)], missing(state));
  expect(seqs(answered)).toEqual([1, 2]);
  expect(answered.upTo).toBe(4);
});

test("a late message that fills the hole closes it", () => {
  const state = arrived(arrived(thread([message(1)]), message(3)), message(2));
  expect(seqs(state)).toEqual([1, 2, 3]);
  expect(hasHole(state)).toBe(false);
});

test("the newest messages alone do not hide what lies before them", () => {
  const known = thread([message(1), message(2)]);
  expect(hasHole(resumed(known, [message(7), message(8)]))).toBe(true);
  expect(hasHole(resumed(known, [message(2), message(8)]))).toBe(false);
  expect(resumed(known, []).upTo).toBe(2);
});

test("as many edits as were received need nothing; missed ones need all that is shown", () => {
  const first = editsCounted(thread([message(1), message(2)]), 0, { after: 0, upTo: 2 });
  expect(isIncomplete(first)).toBe(false);
  expect(isIncomplete(editsCounted(edited(edited(first, null), null), 2))).toBe(false);
  const missed = editsCounted(edited(first, null), 2);
  expect(missing(missed)).toEqual({ after: 0, upTo: 2 });
  const read = caughtUp(missed, [message(2, { body: "edited" })], missing(missed));
  expect(read.messages.map(({ body }) => body)).toEqual(["edited"]);
  expect(isIncomplete(read)).toBe(false);
  expect(isIncomplete(editsCounted(read, 2))).toBe(false);
});

test("an edit that the server had counted before it was received is not counted twice", () => {
  const joined = editsCounted(thread([message(1), message(2)]), 3, { after: 0, upTo: 2 });
  const late = edited(joined, 3);
  expect(late).toMatchObject({ editCount: 3, stale: false });
  expect(edited(late, 4)).toMatchObject({ editCount: 4, stale: false });
  expect(edited(late, 2)).toMatchObject({ editCount: 3, stale: false });
});

test("an edit that is further than the next one means that another was not received", () => {
  const joined = editsCounted(thread([message(1), message(2)]), 3, { after: 0, upTo: 2 });
  const ahead = edited(joined, 5);
  expect(ahead).toMatchObject({ editCount: 5, stale: true });
  expect(edited(ahead, 6).stale).toBe(true);
});

test("a first count is no news when nothing was edited, or when the answer showed everything again", () => {
  const long = thread(Array.from({ length: 30 }, (_, index) => message(index + 1)));
  expect(isIncomplete(editsCounted(long, 0, askedAgain(long)))).toBe(false);
  expect(isIncomplete(editsCounted(long, 3, askedAgain(long)))).toBe(true);
  const short = thread([message(1), message(2)]);
  expect(isIncomplete(editsCounted(short, 3, askedAgain(short)))).toBe(false);
});

test("only a server that does not count is asked for the last messages once more", () => {
  const long = thread(Array.from({ length: 30 }, (_, index) => message(index + 1)));
  expect(askedAgain(editsCounted(long, null))).toEqual({ after: 10, upTo: 30 });
  expect(isIncomplete(editsCounted(long, null))).toBe(false);
  const counted = editsCounted(long, 0);
  expect(askedAgain(counted)).toEqual({ after: 30, upTo: 30 });
  // It was asked for less than a server needs that does not count after all.
  expect(isIncomplete(editsCounted(counted, null))).toBe(true);
});

test("an answer from before the visitor looked makes nothing unseen", () => {
  const answer = message(1, { user_id: 7, customer_id: null });
  expect(unseen(caughtUp(seen(thread([answer]), "2026-01-01T00:00:00Z"), [answer]))).toEqual([]);
});

test("what came while catching up is not lost", () => {
  let state = arrived(thread([message(1)]), message(3));
  state = arrived(state, message(5));
  state = caughtUp(state, [message(2), message(3)]);
  expect(seqs(state)).toEqual([1, 2, 3, 5]);
});

test("another conversation's messages do not enter", () => {
  const state = thread([message(1)]);
  expect(arrived(state, { ...message(2), conversation_id: "another" })).toBe(state);
  expect(seqs(caughtUp(state, [{ ...message(2), conversation_id: "another" }]))).toEqual([1]);
});

test("a changed message changes in place, a removed one goes", () => {
  const state = thread([message(1), message(2)]);
  expect(changed(state, { ...message(1), body: "better" }).messages[0]?.body).toBe("better");
  expect(seqs(removed(state, message(1).id))).toEqual([2]);
  expect(changed(state, message(9)).messages).toHaveLength(2);
});

test("looking makes the team's messages seen, and nothing makes them unseen again", () => {
  const state = thread([
    message(1),
    message(2, { user_id: 7, customer_id: null }),
    message(3, { type: "bot", customer_id: null }),
  ]);
  expect(unseen(state).map(({ seq }) => seq)).toEqual([2, 3]);
  const looked = seen(state, "2026-01-01T00:00:00Z");
  expect(unseen(looked)).toEqual([]);
  expect(unseen(changed(looked, message(2, { user_id: 7, customer_id: null })))).toEqual([]);
});

test("an own message reopens a closed conversation and is not read yet", () => {
  const closed = updated(thread([message(1)]), { status: "closed", read: true, priority: 3 });
  expect(closed).toMatchObject({ status: "closed", read: true });
  expect(arrived(closed, message(2))).toMatchObject({ status: "open", read: false });
  expect(arrived(closed, message(2, { user_id: 7, customer_id: null })).status).toBe("closed");
});

test("opening a conversation takes its history as complete", () => {
  const state = opened({ id: "c1", status: "open", read: false, messages: [message(3), message(5)] });
  expect(state.upTo).toBe(5);
  expect(hasHole(state)).toBe(false);
});
