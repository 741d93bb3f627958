import { describe, expect, it } from "vitest";
import { outgoing, reply } from "../../test/data";
import { confirmed, discarded, type Outbox, queued, restored, sendable, troubleIn, withState } from "./outbox";
import type { Outgoing } from "./thread";

const ids = (outbox: readonly Outgoing[]) => outbox.map((item) => item.client_id);
const two: Outbox = queued(queued([], outgoing("a")), outgoing("b"));

describe("the outbox", () => {
  it("sends one message of a conversation at a time, the oldest first", () => {
    expect(ids(sendable(two))).toEqual(["a"]);
    expect(ids(sendable(withState(two, "a", "sending")))).toEqual([]);
    expect(ids(sendable(discarded(two, "a")))).toEqual(["b"]);
  });

  it("does not let one conversation wait for another", () => {
    const both = queued(withState(two, "a", "sending"), outgoing("c", { conversation_id: "conversation-2" }));
    expect(ids(sendable(both))).toEqual(["c"]);
  });

  it("does not send past a refused message, so the order is the agent's", () => {
    expect(ids(sendable(withState(two, "a", "failed", "is too long")))).toEqual([]);
  });

  it("lets go of a message once the server has it", () => {
    expect(ids(confirmed(two, reply(1, { client_id: "a" })))).toEqual(["b"]);
  });

  it("stays the very same for anybody else's message", () => {
    expect(confirmed(two, reply(1))).toBe(two);
    expect(confirmed(two, reply(1, { client_id: "other" }))).toBe(two);
  });

  it("queues again after a reload what was on its way", () => {
    expect(restored(withState(two, "a", "sending")).map((item) => item.state)).toEqual(["queued", "queued"]);
  });

  it("puts what another tab wrote at its place, whatever the clock showed", () => {
    const earlier = outgoing("a", { place: 1, sent_at: "2026-01-05T12:00:09Z" });
    const later = outgoing("b", { place: 2, sent_at: "2026-01-05T11:00:00Z" });
    expect(ids(queued([later], earlier))).toEqual(["a", "b"]);
  });

  it("gives what a conversation's row should show of it: a refusal, or that an attempt came to nothing", () => {
    const of = (outbox: Outbox) => troubleIn(outbox, "conversation-1");
    expect(of(two)).toBeNull();
    expect(of(withState(two, "a", "queued", "The server cannot be reached"))).toBe("held up");
    expect(of(withState(two, "a", "sending", "The server cannot be reached"))).toBe("held up");
    expect(of(withState(two, "a", "failed", "is too long"))).toBe("refused");
    expect(troubleIn(withState(two, "a", "failed", "is too long"), "conversation-2")).toBeNull();
  });
});
