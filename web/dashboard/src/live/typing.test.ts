import { describe, expect, it } from "vitest";
import { typingDone, typingExpired, typingLastsMs, typingReceived } from "./typing";

const received = (payload: unknown, now = 0) => typingReceived({}, payload, 7, now);
const customer = { conversation_id: "c", customer_id: "k", type: "customer", typing: true };

describe("typing marks", () => {
  it("appear and end with the events", () => {
    const shown = received(customer);
    expect(shown).toEqual({ c: { "customer:k": typingLastsMs } });
    expect(typingReceived(shown, { ...customer, typing: false }, 7, 1)).toEqual({ c: {} });
  });

  it("run out when the end gets lost", () => {
    expect(typingExpired(received(customer), typingLastsMs - 1)).toEqual(received(customer));
    expect(typingExpired(received(customer), typingLastsMs)).toEqual({});
  });

  it("end when the message is there", () => {
    expect(typingDone(received(customer), "c", "customer:k")).toEqual({ c: {} });
  });

  it("are not shown for myself or for nobody", () => {
    expect(received({ conversation_id: "c", user_id: 7, typing: true })).toEqual({});
    expect(received({ conversation_id: "c", typing: true })).toEqual({});
    expect(received("nonsense")).toEqual({});
  });
});
