import { describe, expect, it } from "vitest";
import { parseConversation, parseMessage, parseUpdates } from "./parse";

describe("what comes from outside", () => {
  it("is no message without ids", () => {
    for (const raw of [null, [], "x", {}, { id: "a" }, { conversation_id: "b" }]) expect(parseMessage(raw)).toBeNull();
  });

  it("gets neutral values for what an old server leaves out", () => {
    const parsed = parseMessage({ id: "a", conversation_id: "b", body: null });
    expect(parsed).toMatchObject({ body: "", seq: 0, attachments: [], client_id: null, private: false });
  });

  it("gives a conversation the newest of its messages as preview", () => {
    const messages = [3, 1, 2].map((seq) => ({
      id: `m${seq}`,
      conversation_id: "c",
      seq,
      created_at: "2026-01-05T12:00:00",
    }));
    expect(parseConversation({ id: "c", messages })).toMatchObject({ last_seq: 3, last_message: { id: "m3" } });
  });

  it("changes only what an update mentions", () => {
    expect(parseUpdates({ read: true, assignee_id: null, unknown: 1 })).toEqual({ read: true, assignee_id: null });
    expect(parseUpdates("nonsense")).toEqual({});
  });
});
