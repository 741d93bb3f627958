import { describe, expect, it } from "vitest";
import { type Connection, type ConnectionEvent, nextConnection } from "./connection";

const run = (...events: ConnectionEvent[]) => events.reduce<Connection>(nextConnection, "connecting");

describe("the connection", () => {
  it("is live only after it caught up", () => {
    expect(run("joined")).toBe("connecting");
    expect(run("joined", "caught_up")).toBe("live");
  });

  it("is offline when the line drops, also in the middle of catching up", () => {
    expect(run("joined", "dropped")).toBe("offline");
    expect(run("joined", "caught_up", "dropped", "joined")).toBe("catching-up");
  });

  it("does not become live by the late end of a catch-up from before the drop", () => {
    expect(run("joined", "dropped", "caught_up")).toBe("offline");
  });

  it("stays closed after signing out", () => {
    expect(run("joined", "closed", "joined", "caught_up", "dropped")).toBe("closed");
  });
});
