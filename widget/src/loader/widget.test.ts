import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "./config";
import { type Controls, start } from "./widget";

const ORIGIN = "https://chat.example";
const ready = vi.fn<(controls: Controls) => void>();
const told = vi.fn();
/** The window inside the frame: the test. */
const inside = { postMessage: told } as unknown as Window;
let cleanUp = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ now: 1700 });
  vi.stubGlobal(
    "CSSStyleSheet",
    class {
      replaceSync() {}
    },
  );
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(inside as never);
  // Listeners of one test must not hear the next one's events.
  cleanUp = new AbortController();
  const listen = window.addEventListener.bind(window);
  vi.stubGlobal("addEventListener", (type: string, listener: EventListener) =>
    listen(type, listener, { signal: cleanUp.signal }),
  );
  for (const mock of [ready, told]) mock.mockReset();
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanUp.abort();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The widget on a page, with a frame whose other side is the test. */
function widget(config: Record<string, unknown> = {}, settings: Record<string, unknown> = {}) {
  const loading = readConfig({ Netia: { config: { token: "A", baseUrl: ORIGIN, ...config } } }, "");
  if (loading === null) throw new Error("no configuration");
  start(loading, settings, ready);
  const root = [...document.querySelectorAll("#netia-widget")].at(-1)?.shadowRoot;
  const frame = root?.querySelector("iframe");
  if (!root || !frame) throw new Error("no frame");
  const say = (event: string, payload: object = {}, from: object = {}) => {
    const data = { event, payload: { ts: "1700", ...payload } };
    dispatchEvent(Object.assign(new Event("message"), { source: inside, origin: ORIGIN, data, ...from }));
  };
  return {
    frame,
    say,
    launcher: () => root.querySelector("button"),
    state: () => frame.parentElement?.className ?? "",
  };
}

const toldLast = () => told.mock.calls.at(-1)?.[0];

test("there is no launcher before the frame has said that it is there", () => {
  const { launcher, say, frame } = widget();
  expect(frame.src).toMatch(/^https:\/\/chat\.example\/chat\?baseUrl=/);
  expect(launcher()).toBeNull();
  say("chat:loaded", {}, { origin: "https://evil.example" });
  say("chat:loaded", {}, { source: window });
  say("chat:loaded", { ts: "other" });
  expect(launcher()).toBeNull();
  say("chat:loaded");
  expect(launcher()?.ariaLabel).toBe("Open chat");
  expect(ready).toHaveBeenCalledTimes(1);
});

test("the launcher opens and closes, and the frame is told under its own origin", () => {
  const { launcher, say, state } = widget();
  say("chat:loaded");
  launcher()?.click();
  expect(state()).toBe("open");
  expect(launcher()?.ariaExpanded).toBe("true");
  expect(told.mock.calls.at(-1)).toEqual([{ event: "papercups:toggle", payload: { isOpen: true } }, ORIGIN]);
  say("papercups:close");
  expect(state()).toBe("closed");
  expect(toldLast().payload).toEqual({ isOpen: false });
});

test("unseen messages are counted and shown small; seeing them ends both", () => {
  const { launcher, say, state } = widget();
  say("chat:loaded");
  say("messages:unseen", { message: {}, count: 12 });
  expect(state()).toBe("preview");
  expect(launcher()?.textContent).toBe("9+");
  expect(launcher()?.ariaLabel).toBe("Open chat, 12 unread");
  say("messages:seen");
  expect(state()).toBe("closed");
  expect(launcher()?.textContent).toBe("");
});

test("the page's events and callbacks work", () => {
  const config = { onChatOpened: vi.fn(), onChatClosed: vi.fn(), onMessageSent: vi.fn(), onMessageReceived: vi.fn() };
  const { say, state } = widget(config);
  say("chat:loaded");
  dispatchEvent(new Event("papercups:open"));
  expect(state()).toBe("open");
  dispatchEvent(new Event("papercups:toggle"));
  expect(config.onChatOpened).toHaveBeenCalledTimes(1);
  expect(config.onChatClosed).toHaveBeenCalledTimes(1);
  say("message:sent", { id: "m1", customer_id: "c" });
  say("message:received", { id: "m1", customer_id: "c" });
  say("message:received", { id: "m2", user_id: 7 });
  expect(config.onMessageSent).toHaveBeenCalledTimes(1);
  expect(config.onMessageReceived).toHaveBeenCalledTimes(1);
});

test("the customer is remembered for the next page and told to others on this one", () => {
  const heard: unknown[] = [];
  window.addEventListener("papercups:customer:set", (event) => heard.push((event as CustomEvent).detail), {
    once: true,
  });
  const { say } = widget();
  say("chat:loaded");
  say("customer:created", { customerId: "c-1" });
  expect(heard).toEqual(["c-1"]);
  expect(localStorage.getItem("__PAPERCUPS____CUSTOMER_ID__")).toBe('"c-1"');
  expect(widget().frame.src).toContain("customerId=c-1");
});

test("it opens by itself only as configured, and as it was left when that is asked for", () => {
  const opens = (config: object, settings: object = {}) => {
    document.body.replaceChildren();
    const { say, state } = widget({ ...config }, { ...settings });
    say("chat:loaded");
    return state() === "open";
  };
  expect(opens({})).toBe(false);
  expect(opens({ isOpenByDefault: true })).toBe(true);
  expect(opens({}, { is_open_by_default: true })).toBe(true);
  sessionStorage.setItem("__PAPERCUPS__:open", "true");
  expect(opens({ persistOpenState: true })).toBe(true);
  sessionStorage.setItem("__PAPERCUPS__:open", "false");
  expect(opens({ persistOpenState: true, isOpenByDefault: true })).toBe(false);
});

test("the greeting pops up once, after its delay", () => {
  const { say, state } = widget({ popUpInitialMessage: 2_000 });
  say("chat:loaded");
  vi.advanceTimersByTime(1_999);
  expect(state()).not.toBe("preview");
  vi.advanceTimersByTime(1);
  expect(state()).toBe("preview");
  expect(toldLast()).toEqual({
    event: "notifications:display",
    payload: { shouldDisplayNotifications: true, popUpInitialMessage: true },
  });
  say("messages:seen");
  const again = widget({ popUpInitialMessage: true });
  again.say("chat:loaded");
  vi.runAllTimers();
  expect(again.state()).not.toBe("preview");
});

test("a frame that enters a conversation is told of the visitor whom the page named last", () => {
  const { say, frame } = widget({ customer: { external_id: "bob", name: "Bob" } });
  say("chat:loaded");
  const answer = () => {
    say("conversation:join", { customerId: "c-1" });
    return toldLast().payload.metadata;
  };
  expect(answer()).toMatchObject({ external_id: "bob", name: "Bob" });
  const [controls] = ready.mock.lastCall ?? [];
  controls?.identify({ plan: "team" });
  expect(answer()).toMatchObject({ external_id: "bob", plan: "team" });
  controls?.identify({ external_id: "carol" });
  expect(answer()).toMatchObject({ external_id: "carol" });
  expect(answer()).not.toHaveProperty("name");
  dispatchEvent(new CustomEvent("storytime:customer:set", { detail: "c-2" }));
  expect(frame.src).toContain("carol");
  expect(frame.src).not.toContain("bob");
});
