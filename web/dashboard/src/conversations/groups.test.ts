import { describe, expect, it } from "vitest";
import { message, reply } from "../../test/data";
import { groupsOf, lastOwnKey } from "./groups";

const minute = (value: number) => ({ created_at: new Date(2026, 0, 5, 12, value).toISOString() });
const outgoing = {
  client_id: "mine",
  conversation_id: "conversation-1",
  body: "Hello",
  private: false,
  sent_at: new Date(2026, 0, 5, 12, 3).toISOString(),
  place: 1,
  state: "sending" as const,
  reason: null,
};

describe("the groups of a thread", () => {
  it("hold neighbouring messages of one author within five minutes", () => {
    const groups = groupsOf(
      [message(1, minute(0)), message(2, minute(2)), message(3, minute(9)), reply(4, minute(9))],
      [],
      7,
    );
    expect(groups.map((group) => group.bubbles.length)).toEqual([2, 1, 1]);
  });

  it("keep notes and replies, people and bot, and two agents apart", () => {
    const bot = { customer_id: null, type: "bot" as const };
    const messages = [reply(1), reply(2, { private: true }), reply(3, { user_id: 8 }), message(4, bot)];
    expect(groupsOf(messages, [], 7).map((group) => group.author)).toEqual(["agent", "agent", "agent", "bot"]);
  });

  it("begin a day where it changes", () => {
    const next = { created_at: new Date(2026, 0, 6, 0, 1).toISOString() };
    const late = { created_at: new Date(2026, 0, 5, 23, 59).toISOString() };
    expect(groupsOf([message(1, late), message(2, next)], [], 7).map((group) => group.startsDay)).toEqual([true, true]);
  });

  it("show what is on its way once, also when its stored copy is already there, and in the same place", () => {
    const before = groupsOf([], [outgoing], 7);
    const after = groupsOf([reply(1, { client_id: "mine" })], [outgoing], 7);
    expect(after.flatMap((group) => group.bubbles)).toHaveLength(1);
    expect(after[0]?.bubbles[0]?.key).toBe(before[0]?.bubbles[0]?.key);
  });

  it("show how far only my last public message got", () => {
    const groups = groupsOf([reply(1), reply(2), message(3), reply(4, { private: true })], [], 7);
    expect(lastOwnKey(groups, 7)).toBe("message-2");
    expect(lastOwnKey(groups, 8)).toBeNull();
  });
});
