import { describe, expect, it } from "vitest";
import { typingDone, typingExpired, typingHeard, typingLastsMs } from "./typing";

const heard = (payload: unknown, now = 0) => typingHeard({}, payload, 7, now);
const customer = { conversation_id: "c", customer_id: "k", type: "customer", typing: true };

describe("typing marks", () => {
  it("appear and end with the events", () => {
    const shown = heard(customer);
    expect(shown).toEqual({ c: { "customer:k": typingLastsMs } });
    expect(typingHeard(shown, { ...customer, typing: false }, 7, 1)).toEqual({ c: {} });
  });

  it("run out when the end gets lost", () => {
    expect(typingExpired(heard(customer), typingLastsMs - 1)).toEqual(heard(customer));
    expect(typingExpired(heard(customer), typingLastsMs)).toEqual({});
  });

  it("end when the message is there", () => {
    expect(typingDone(heard(customer), "c", "customer:k")).toEqual({ c: {} });
  });

  it("are not shown for myself or for nobody", () => {
    expect(heard({ conversation_id: "c", user_id: 7, typing: true })).toEqual({});
    expect(heard({ conversation_id: "c", typing: true })).toEqual({});
    expect(heard("nonsense")).toEqual({});
  });
});
