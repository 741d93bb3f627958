import { describe, expect, it } from "vitest";
import { message, reply } from "../../test/data";
import {
  caughtUp,
  messageAdded,
  messageDeleted,
  messageUpdated,
  olderLoaded,
  seenUpTo,
  type Thread,
  threadLoaded,
} from "./thread";

const seqs = (thread: Thread) => thread.messages.map((m) => m.seq);
const loaded = threadLoaded([message(1), message(2), message(3)]);

describe("a thread", () => {
  it("puts the next message at its end", () => {
    const thread = messageAdded(loaded, message(4));
    expect(seqs(thread)).toEqual([1, 2, 3, 4]);
    expect(thread).toMatchObject({ upTo: 4, needsCatchUp: false });
  });

  it("stays the very same when a message comes twice", () => {
    expect(messageAdded(loaded, message(3))).toBe(loaded);
  });

  it("notices the gap before a message that comes too early, and shows the message", () => {
    const thread = messageAdded(loaded, message(6));
    expect(seqs(thread)).toEqual([1, 2, 3, 6]);
    expect(thread).toMatchObject({ upTo: 3, needsCatchUp: true });
  });

  it("closes the gap when the missing messages arrive in any order", () => {
    const thread = [message(6), message(5), message(4)].reduce(messageAdded, loaded);
    expect(seqs(thread)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(thread).toMatchObject({ upTo: 6, needsCatchUp: false });
  });

  it("takes a catch-up's numbering as whole, because what is missing in it was deleted", () => {
    const thread = caughtUp(messageAdded(loaded, message(7)), [message(5), message(7)]);
    expect(seqs(thread)).toEqual([1, 2, 3, 5, 7]);
    expect(thread).toMatchObject({ upTo: 7, needsCatchUp: false });
  });

  it("does not mistake a deleted next message for a gap", () => {
    const thread = messageAdded(messageDeleted(loaded, "message-4", 4), message(5));
    expect(thread).toMatchObject({ upTo: 5, needsCatchUp: false });
  });

  it("forgets a deleted message", () => {
    expect(seqs(messageDeleted(loaded, "message-2", 2))).toEqual([1, 3]);
  });

  it("replaces an edited message, and ignores one it never loaded", () => {
    expect(messageUpdated(loaded, message(2, { body: "Better" })).messages[1]?.body).toBe("Better");
    expect(messageUpdated(loaded, message(9))).toBe(loaded);
  });

  it("puts an older page above and keeps its end", () => {
    const late = threadLoaded([message(51), message(52)]);
    const thread = olderLoaded(late, [message(49), message(50), message(51)]);
    expect(seqs(thread)).toEqual([49, 50, 51, 52]);
    expect(thread.upTo).toBe(52);
  });

  it("does not take a message from before the loaded page for a new one", () => {
    const late = threadLoaded([message(51), message(52)]);
    expect(messageAdded(late, message(20))).toBe(late);
  });

  it("starts empty with the first message of a conversation", () => {
    expect(messageAdded(threadLoaded([]), message(1))).toMatchObject({ upTo: 1, needsCatchUp: false });
  });

  it("notices that an empty thread lacks what came before", () => {
    expect(messageAdded(threadLoaded([]), message(3))).toMatchObject({ upTo: 0, needsCatchUp: true });
  });

  it("marks the team's public messages seen up to a number, not the notes and not the customer's", () => {
    const thread = threadLoaded([message(1), reply(2), reply(3, { private: true }), reply(4)]);
    const seen = seenUpTo(thread, 3, "2026-01-05T13:00:00Z");
    expect(seen.messages.map((m) => m.seen_at)).toEqual([null, "2026-01-05T13:00:00Z", null, null]);
    expect(seenUpTo(seen, 3, "2026-01-05T14:00:00Z")).toBe(seen);
  });
});
