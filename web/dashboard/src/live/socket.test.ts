import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../test/fake-server";
import { ProblemError } from "../http/problem";
import { writeTokens } from "../session/tokens";
import { LiveSocket } from "./socket";

const topic = "notification:account-1";
const present = { metas: [{ phx_ref: "1" }] };
let server: FakeServer;
let socket: LiveSocket;
let online: ReadonlySet<string>;
let cursor: string | null;
let connects: number;
let catchUp: () => Promise<void>;

const accountJoins = () => server.joins.filter((join) => join.topic === topic).map((join) => join.payload);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const logIn = (sessionId: string) => writeTokens({ sessionId, token: sessionId, renewToken: "r", savedAt: Date.now() });

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  logIn("adas");
  online = new Set();
  cursor = null;
  connects = 0;
  catchUp = () => Promise.resolve();
  server = new FakeServer();
  server.install();
  const place = { accountId: "account-1", sessionId: "adas", cursor: () => cursor };
  socket = new LiveSocket(place, {
    onEvent: () => undefined,
    onJoined: () => catchUp(),
    onRefused: () => {
      cursor = null;
    },
    onPresence: (keys) => {
      online = keys;
    },
  });
  vi.spyOn(server, "connecting").mockImplementation((line) => {
    connects += 1;
    FakeServer.prototype.connecting.call(server, line);
  });
  socket.open();
  await pass(10);
});

afterEach(() => {
  socket.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the line", () => {
  it("comes back also while the page is hidden", async () => {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    server.cut();
    expect(socket.connection.get()).toBe("offline");
    await pass(1_000);
    expect(socket.connection.get()).toBe("live");
  });

  it("is tried ever more slowly while the page is hidden, up to every 30 seconds", async () => {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    server.isReachable = false;
    server.cut();
    await pass(60_000);
    const before = connects;
    await pass(5 * 30_000);
    expect(connects - before).toBe(5);
    server.isReachable = true;
    await pass(30_000);
    expect(socket.connection.get()).toBe("live");
  });

  it("is tried every few seconds while somebody looks, and not by all clients at once", async () => {
    server.isReachable = false;
    server.cut();
    await pass(60_000);
    const before = connects;
    await pass(50_000);
    expect(connects - before).toBe(10);
    vi.spyOn(Math, "random").mockReturnValue(0);
    await pass(50_000);
    expect(connects - before).toBeGreaterThan(25);
  });

  it("is tried ever more slowly while the server drops it right after every join, up to every 30 seconds", async () => {
    const dropped = async (times: number, everyMs: number) => {
      for (let time = 0; time < times; time += 1) {
        await pass(everyMs);
        if (socket.connection.get() === "live") server.cut();
      }
    };
    const before = connects;
    await dropped(1_000, 100);
    expect(connects - before).toBeLessThan(15);
    const late = connects;
    await dropped(3_000, 100);
    expect(connects - late).toBeLessThanOrEqual(10);
    expect(connects - late).toBeGreaterThanOrEqual(9);
  });

  it("is tried at once again after it has held for ten seconds", async () => {
    for (let time = 0; time < 20; time += 1) {
      server.cut();
      await pass(5_000);
    }
    await pass(30_000);
    expect(socket.connection.get()).toBe("live");
    await pass(11_000);
    server.cut();
    await pass(150);
    expect(socket.connection.get()).toBe("live");
  });

  it("does not wait for its turn when the browser has its network again", async () => {
    server.isReachable = false;
    server.cut();
    await pass(60_000);
    server.isReachable = true;
    window.dispatchEvent(new Event("online"));
    await pass(10);
    expect(socket.connection.get()).toBe("live");
  });

  it("knows nobody to be there while it is down", async () => {
    server.broadcast(topic, "presence_state", { "customer:customer-1": present, "user:8": present });
    expect(online).toEqual(new Set(["customer:customer-1", "user:8"]));
    server.cut();
    expect(online).toEqual(new Set());
    await pass(1_000);
    server.broadcast(topic, "presence_state", { "user:8": present });
    expect(online).toEqual(new Set(["user:8"]));
  });

  it("is joined without the cursor when it was refused with it", async () => {
    cursor = "unreadable";
    server.refusesCursors = true;
    server.cut();
    await pass(5_000);
    expect(accountJoins()).toEqual([{}, { after: "unreadable" }, {}]);
    expect(socket.connection.get()).toBe("live");
  });

  it("is live when the state is up to date, which is tried ever more slowly, up to every 30 seconds", async () => {
    const attempts: number[] = [];
    catchUp = () => {
      attempts.push(Date.now());
      return Promise.reject(new ProblemError(503, "Away"));
    };
    server.cut();
    await pass(100_000);
    const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(socket.connection.get()).toBe("catching-up");
    catchUp = () => Promise.resolve();
    await pass(30_000);
    expect(socket.connection.get()).toBe("live");
  });

  it("does not try that before the time that the server asks for", async () => {
    const asked = new ProblemError(429, "Too many", null, {}, null, 12_000);
    catchUp = () => Promise.reject(asked);
    server.cut();
    await pass(200);
    expect(socket.connection.get()).toBe("catching-up");
    catchUp = () => Promise.resolve();
    await pass(11_000);
    expect(socket.connection.get()).toBe("catching-up");
    await pass(1_000);
    expect(socket.connection.get()).toBe("live");
  });

  it("does not come back under somebody else's log-in", async () => {
    logIn("bobs");
    server.cut();
    await pass(1_000);
    expect(server.tokens[0]).toBe("adas");
    expect(server.tokens.slice(1)).toContain("");
    expect(server.tokens).not.toContain("bobs");
  });
});
