import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CUSTOMER, chat, fromTeam, message, outgoing, thread } from "../../../test/examples";
import { FakeSocket } from "../../../test/fakeSocket";
import { Store } from "../app/store";
import { Live } from "./live";
import { askedAgain } from "./thread";

const TOPIC = "conversation:c1";
const LOBBY = `conversation:lobby:${CUSTOMER}`;
let store: Store;
let live: Live;
let token: string | null = null;
const joined = vi.fn();
const lockedOut = vi.fn();
const invited = vi.fn();
const ended = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.opened = [];
  token = null;
  for (const mock of [joined, lockedOut, invited, ended]) mock.mockReset();
  store = new Store(chat("", { customerId: CUSTOMER }));
  live = new Live(
    "https://chat.example",
    { dispatch: (event) => store.dispatch(event), joined, lockedOut, invited, ended },
    {
      visitorToken: () => token,
    },
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Follows the conversation with two messages known, on an open socket that has let the page in. */
function follow(response: object = { messages: [message(1), message(2)] }): FakeSocket {
  const conversation = { id: "c1", status: "open", read: false, messages: [message(1), message(2)] };
  store.dispatch({ type: "conversation", conversation });
  live.follow("c1", CUSTOMER, () => askedAgain(store.state.thread ?? thread([])));
  const socket = FakeSocket.newest;
  socket.open();
  socket.answer(socket.last(TOPIC, "phx_join"), "ok", response);
  return socket;
}

const given = () => ({ ...outgoing("a", 1), customer_id: CUSTOMER, metadata: {} });

test("nothing is opened before there is something to follow", () => {
  expect(FakeSocket.opened).toEqual([]);
});

test("the join sends what is known, and its answer brings what was missed", () => {
  const socket = follow({ messages: [message(1), message(2), fromTeam(3)] });
  expect(socket.url).toMatch(/^wss:\/\/chat\.example\/socket\/websocket\?/);
  expect(socket.last(TOPIC, "phx_join").payload).toEqual({ customer_id: CUSTOMER, after_seq: 0 });
  expect(store.state.thread?.upTo).toBe(3);
  expect(store.state.link).toBe("live");
  expect(joined).toHaveBeenCalledWith(false);
});

test("a join that missed too much asks for a reload", () => {
  follow({ reload: true });
  expect(joined).toHaveBeenCalledWith(true);
});

test("after a broken connection the next join sends what is known by then", () => {
  const socket = follow();
  socket.push(TOPIC, "shout", fromTeam(3));
  socket.close();
  expect(store.state.link).toBe("down");
  vi.advanceTimersByTime(200);
  const next = FakeSocket.newest;
  expect(next).not.toBe(socket);
  next.open();
  expect(next.last(TOPIC, "phx_join").payload["after_seq"]).toBe(0);
  next.answer(next.last(TOPIC, "phx_join"), "ok", { messages: [message(1), message(2), fromTeam(3), fromTeam(4)] });
  expect(store.state.thread?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(store.state.link).toBe("live");
});

test("a hidden page comes back as a shown one does, and not at the same moment as every other", () => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  const random = vi.spyOn(Math, "random").mockReturnValue(1);
  const socket = follow();
  socket.close();
  vi.advanceTimersByTime(124);
  expect(FakeSocket.newest).toBe(socket);
  vi.advanceTimersByTime(1);
  const second = FakeSocket.newest;
  expect(second).not.toBe(socket);
  random.mockReturnValue(0);
  second.close();
  vi.advanceTimersByTime(225);
  const third = FakeSocket.newest;
  expect(third).not.toBe(second);
  third.open();
  third.answer(third.last(TOPIC, "phx_join"), "ok", { messages: [] });
  expect(store.state.link).toBe("live");
});

test("a join asks for the last messages once more, and takes out and changes what is in the answer", () => {
  const socket = follow({ messages: [message(1), message(2)], conversation: { status: "open" } });
  socket.push(TOPIC, "shout", fromTeam(3));
  socket.close();
  vi.advanceTimersByTime(200);
  const next = FakeSocket.newest;
  next.open();
  const answer = { messages: [message(1, { body: "edited" }), fromTeam(3), fromTeam(4)] };
  next.answer(next.last(TOPIC, "phx_join"), "ok", { ...answer, conversation: { status: "closed" } });
  expect(store.state.thread?.messages.map(({ seq, body }) => [seq, body])).toEqual([
    [1, "edited"],
    [3, "message 3"],
    [4, "message 4"],
  ]);
  expect(store.state.thread?.status).toBe("closed");
});

test("edits that were received are counted, and those that were not make the thread one to read again", () => {
  const socket = follow({ messages: [message(1), message(2)], edit_count: 3 });
  socket.push(TOPIC, "message:updated", message(1, { body: "better" }));
  socket.push(TOPIC, "message:deleted", { id: "unknown here", conversation_id: "c1", seq: 9 });
  const rejoin = (edit_count: number) => {
    FakeSocket.newest.close();
    vi.advanceTimersByTime(500);
    FakeSocket.newest.open();
    const join = FakeSocket.newest.last(TOPIC, "phx_join");
    expect(join.payload["after_seq"]).toBe(2);
    FakeSocket.newest.answer(join, "ok", { messages: [], edit_count });
  };
  rejoin(5);
  expect(store.state.thread).toMatchObject({ stale: false, editCount: 5 });
  expect(store.state.thread?.messages).toHaveLength(2);
  rejoin(6);
  expect(store.state.thread).toMatchObject({ stale: true, editCount: 6 });
});

test("the join shows the visitor's token when there is one", () => {
  token = "signed";
  const socket = follow();
  expect(socket.last(TOPIC, "phx_join").payload).toMatchObject({ customer_id: CUSTOMER, visitor_token: "signed" });
});

test("a shout counts as stored when the server names its place", async () => {
  const socket = follow();
  const answer = live.shout(given());
  socket.answer(socket.last(TOPIC, "shout"), "ok", { id: "m3", seq: 3 });
  expect(await answer).toEqual({ kind: "stored", id: "m3", seq: 3 });
});

test("a shout whose connection breaks is given back at once", async () => {
  const socket = follow();
  const answer = live.shout(given());
  socket.close();
  expect(await answer).toEqual({ kind: "later" });
});

test("nothing is shouted into a connection that is not there", async () => {
  const socket = follow();
  socket.close();
  expect(await live.shout(given())).toEqual({ kind: "later" });
  expect(socket.sent.some(({ event }) => event === "shout")).toBe(false);
});

test.each([
  ["validation", "refused"],
  ["forbidden", "refused"],
  ["rate_limited", "later"],
  ["internal_error", "later"],
])("a shout answered with %s is %s", async (reason, kind) => {
  const socket = follow();
  const answer = live.shout(given());
  socket.answer(socket.last(TOPIC, "shout"), "error", { reason });
  expect(await answer).toMatchObject({ kind });
});

test("a refusal for good leaves the conversation, another one does not", () => {
  const conversation = { id: "c1", status: "open", read: false, messages: [] };
  store.dispatch({ type: "conversation", conversation });
  live.follow("c1", CUSTOMER, () => ({ after: 0, upTo: 0 }));
  const socket = FakeSocket.newest;
  socket.open();
  socket.answer(socket.last(TOPIC, "phx_join"), "error", { reason: "internal_error" });
  expect(lockedOut).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  socket.answer(socket.last(TOPIC, "phx_join"), "error", { reason: "unauthorized" });
  expect(lockedOut).toHaveBeenCalledWith("c1");
});

test("what was seen counts as reported when the server has answered, and is given back when the line breaks", async () => {
  live.followTeam("A");
  FakeSocket.newest.open();
  live.follow("c1", CUSTOMER, () => ({ after: 0, upTo: 0 }));
  expect(await live.seen()).toBe(false);
  const socket = FakeSocket.newest;
  socket.answer(socket.last(TOPIC, "phx_join"), "ok");
  const received = live.seen();
  expect(socket.last(TOPIC, "messages:seen").payload).toEqual({});
  socket.answer(socket.last(TOPIC, "messages:seen"), "ok");
  expect(await received).toBe(true);
  const refused = live.seen();
  socket.answer(socket.last(TOPIC, "messages:seen"), "error", { reason: "rate_limited" });
  expect(await refused).toBe(false);
  const lost = live.seen();
  socket.close();
  expect(await lost).toBe(false);
});

test("a conversation left before it let the page in leaves the page live", () => {
  live.followTeam("A");
  const socket = FakeSocket.newest;
  socket.open();
  live.follow("c1", CUSTOMER, () => ({ after: 0, upTo: 0 }));
  expect(store.state.link).toBe("connecting");
  live.leave();
  expect(store.state.link).toBe("live");
});

test("a conversation that the server closes is over, and what was on its way to it is given back", async () => {
  const socket = follow();
  const answer = live.shout(given());
  socket.push(TOPIC, "phx_close", {});
  expect(ended).toHaveBeenCalledExactlyOnceWith("c1");
  expect(await answer).toEqual({ kind: "later" });
  expect(store.state.link).toBe("live");
  vi.advanceTimersByTime(15_000);
  expect(socket.sent.filter(({ topic, event }) => topic === TOPIC && event === "phx_join")).toHaveLength(1);
});

test("a conversation that the page leaves itself has not ended, and gives back what was on its way to it", async () => {
  const socket = follow();
  const answer = live.shout(given());
  live.leave();
  expect(await answer).toEqual({ kind: "later" });
  socket.push(TOPIC, "phx_close", {});
  socket.close();
  live.leave();
  expect(ended).not.toHaveBeenCalled();
});

test("what the team does shows: typing, changes, deletion, closing", () => {
  const socket = follow();
  socket.push(TOPIC, "typing", { typing: true, type: "user", user_id: 7 });
  expect(store.state.typing).toEqual({ kind: "user", userId: 7 });
  socket.push(TOPIC, "typing", { typing: true, type: "customer", customer_id: CUSTOMER });
  socket.push(TOPIC, "shout", fromTeam(3));
  expect(store.state.typing).toBeNull();
  socket.push(TOPIC, "message:updated", fromTeam(3, { body: "better" }));
  expect(store.state.thread?.messages.at(-1)?.body).toBe("better");
  socket.push(TOPIC, "message:deleted", { id: "m3", conversation_id: "c1", seq: 3 });
  expect(store.state.thread?.messages.map(({ seq }) => seq)).toEqual([1, 2]);
  socket.push(TOPIC, "conversation:updated", { id: "c1", updates: { status: "closed" } });
  expect(store.state.thread?.status).toBe("closed");
});

test("typing whose end got lost ends by itself", () => {
  const socket = follow();
  socket.push(TOPIC, "typing", { typing: true, type: "user", user_id: 7 });
  vi.advanceTimersByTime(8_000);
  expect(store.state.typing).toBeNull();
});

test("the team's presence is counted, people and not connections", () => {
  live.followTeam("A");
  const socket = FakeSocket.newest;
  socket.open();
  const join = socket.last("room:A", "phx_join");
  socket.answer(join, "ok");
  const metas = (id: number, ...refs: string[]) => ({ metas: refs.map((phx_ref) => ({ user_id: id, phx_ref })) });
  socket.push("room:A", "presence_state", { "user:7": metas(7, "a", "b"), "user:8": metas(8, "c") });
  expect(store.state.agentsOnline).toBe(2);
  socket.push("room:A", "presence_diff", { joins: {}, leaves: { "user:8": metas(8, "c") } });
  expect(store.state.agentsOnline).toBe(1);

  socket.close();
  expect(store.state.agentsOnline).toBeNull();
  vi.advanceTimersByTime(200);
  FakeSocket.newest.open();
  FakeSocket.newest.answer(FakeSocket.newest.last("room:A", "phx_join"), "ok");
  FakeSocket.newest.push("room:A", "presence_state", { "user:7": metas(7, "a") });
  expect(store.state.agentsOnline).toBe(1);
});

test("the team may begin a conversation with somebody who has none", () => {
  live.followLobby(CUSTOMER);
  const socket = FakeSocket.newest;
  socket.open();
  socket.answer(socket.last(LOBBY, "phx_join"), "ok");
  invited.mockReset();
  socket.push(LOBBY, "conversation:created", { id: "c9" });
  expect(invited).toHaveBeenCalledTimes(1);
});

test("each join of the lobby looks for what the team began meanwhile", () => {
  live.followLobby(CUSTOMER);
  const socket = FakeSocket.newest;
  socket.open();
  socket.answer(socket.last(LOBBY, "phx_join"), "ok");
  expect(invited).toHaveBeenCalledTimes(1);
  live.followLobby(CUSTOMER);
  expect(socket.sent.filter(({ topic }) => topic === LOBBY)).toHaveLength(1);
  socket.close();
  vi.advanceTimersByTime(200);
  FakeSocket.newest.open();
  FakeSocket.newest.answer(FakeSocket.newest.last(LOBBY, "phx_join"), "ok");
  expect(invited).toHaveBeenCalledTimes(2);
});

test("the lobby is shown the visitor's token when there is one", () => {
  live.followLobby(CUSTOMER);
  const socket = FakeSocket.newest;
  socket.open();
  expect(socket.last(LOBBY, "phx_join").payload).toEqual({});
  socket.close();
  token = "signed";
  vi.advanceTimersByTime(200);
  FakeSocket.newest.open();
  expect(FakeSocket.newest.last(LOBBY, "phx_join").payload).toEqual({ visitor_token: "signed" });
});

test("a lobby that refuses is left alone, and the conversation goes on", () => {
  const socket = follow();
  live.followLobby(CUSTOMER);
  socket.answer(socket.last(LOBBY, "phx_join"), "error", { reason: "unauthorized" });
  vi.advanceTimersByTime(15_000);
  expect(socket.sent.filter(({ topic, event }) => topic === LOBBY && event === "phx_join")).toHaveLength(1);
  expect(lockedOut).not.toHaveBeenCalled();
  expect(store.state.link).toBe("live");
  expect(store.state.thread).not.toBeNull();
});

test("garbage on the line changes nothing", () => {
  const socket = follow();
  const before = store.state;
  socket.push(TOPIC, "shout", { ...fromTeam(3), seq: "3" });
  socket.push(TOPIC, "shout", { ...fromTeam(3), private: true });
  socket.push(TOPIC, "message:deleted", {});
  socket.push(TOPIC, "conversation:updated", { id: "c1" });
  socket.push(TOPIC, "unknown:event", {});
  expect(store.state).toBe(before);
});

test("a server that drops the line after every join is asked ever more slowly, up to every 30 seconds", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  let socket = follow();
  const asked = async (milliseconds: number) => {
    const before = FakeSocket.opened.length;
    for (let passed = 0; passed < milliseconds; passed += 100) {
      if (socket.readyState === 1) socket.close();
      await vi.advanceTimersByTimeAsync(100);
      if (FakeSocket.newest === socket) continue;
      socket = FakeSocket.newest;
      socket.open();
      socket.answer(socket.last(TOPIC, "phx_join"), "ok", {});
    }
    return FakeSocket.opened.length - before;
  };
  expect(await asked(75_000)).toBeLessThan(12);
  expect(await asked(300_000)).toBeLessThanOrEqual(10);
});

test("the line comes back at once after it has held for ten seconds", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const socket = follow();
  await vi.advanceTimersByTimeAsync(11_000);
  socket.close();
  await vi.advanceTimersByTimeAsync(110);
  expect(FakeSocket.newest).not.toBe(socket);
});
