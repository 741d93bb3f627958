import { describe, expect, it } from "vitest";
import { conversation, message, reply } from "../../test/data";
import { queued } from "./outbox";
import { emptyInbox, type InboxEvent, type InboxState, reduce } from "./state";

const run = (events: InboxEvent[], from: InboxState = emptyInbox) => events.reduce(reduce, from);
const open = run([
  {
    type: "thread_loaded",
    conversation: conversation({ last_seq: 1, last_message: message(1) }),
    messages: [message(1)],
  },
]);
const outgoing = {
  client_id: "mine",
  conversation_id: "conversation-1",
  body: "Hello",
  private: false,
  sent_at: "2026-01-05T12:00:02Z",
  place: 1,
  state: "sending" as const,
  reason: null,
};

describe("the inbox state", () => {
  it("adds a live message to the thread and to the list's row, and makes a customer's conversation unread and open", () => {
    const closed = run([{ type: "conversation_changed", id: "conversation-1", updates: { status: "closed" } }], open);
    const state = run([{ type: "message_added", message: message(2) }], closed);
    expect(state.threads["conversation-1"]?.messages).toHaveLength(2);
    expect(state.conversations["conversation-1"]).toMatchObject({ read: false, status: "open", last_seq: 2 });
    expect(state.conversations["conversation-1"]?.last_message?.seq).toBe(2);
  });

  it("applies a repeated message once", () => {
    const once = run([{ type: "message_added", message: message(2) }], open);
    const read = run([{ type: "conversation_changed", id: "conversation-1", updates: { read: true } }], once);
    expect(run([{ type: "message_added", message: message(2) }], read)).toEqual(read);
  });

  it("replaces the optimistic copy with the stored message, whichever way it comes first", () => {
    const sending = run([{ type: "outbox_changed", change: (outbox) => queued(outbox, outgoing) }], open);
    const stored = reply(2, { client_id: "mine" });
    const state = run(
      [
        { type: "message_added", message: stored },
        { type: "message_added", message: stored },
      ],
      sending,
    );
    expect(state.outbox).toEqual([]);
    expect(state.threads["conversation-1"]?.messages.filter((m) => m.client_id === "mine")).toHaveLength(1);
  });

  it("does not let a late old message replace the preview", () => {
    const state = run(
      [
        { type: "message_added", message: message(3) },
        { type: "message_added", message: message(2) },
      ],
      open,
    );
    expect(state.conversations["conversation-1"]?.last_message?.seq).toBe(3);
    expect(state.threads["conversation-1"]).toMatchObject({ upTo: 3, needsCatchUp: false });
  });

  it("keeps the customer and the newest preview when an answer leaves them out or is older", () => {
    const newest = run([{ type: "message_added", message: message(2) }], open);
    const state = run(
      [{ type: "conversation_upserted", conversation: conversation({ last_seq: 1, last_message: message(1) }) }],
      newest,
    );
    expect(state.conversations["conversation-1"]?.last_message?.seq).toBe(2);
  });

  it("shows a message again that was taken away from the end of the list's preview", () => {
    const two = run([{ type: "message_added", message: message(2) }], open);
    const state = run([{ type: "message_deleted", id: "message-2", conversationId: "conversation-1", seq: 2 }], two);
    expect(state.conversations["conversation-1"]?.last_message?.id).toBe("message-1");
  });

  it("ignores changes of conversations it does not know", () => {
    expect(run([{ type: "conversation_changed", id: "other", updates: { read: true } }], open)).toBe(open);
  });

  it("puts the next page behind the first without doubling rows", () => {
    const page = (ids: string[], next: string | null, isFirst: boolean): InboxEvent => ({
      type: "list_loaded",
      key: "all",
      page: { ids, next, total: 3 },
      conversations: ids.map((id) => conversation({ id })),
      isFirst,
    });
    const state = run([page(["a", "b"], "cursor", true), page(["b", "c"], null, false)]);
    expect(state.lists["all"]).toMatchObject({ ids: ["a", "b", "c"], next: null, status: "ready" });
  });
});
