import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "./config";
import { type Controls, start } from "./widget";

const ORIGIN = "https://chat.example";
const ready = vi.fn<(controls: Controls) => void>();
const sent = vi.fn();
/** The window inside the frame: the test. */
const inside = { postMessage: sent } as unknown as Window;
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
  // Listeners of one test must not get the next one's events.
  cleanUp = new AbortController();
  const addListener = window.addEventListener.bind(window);
  vi.stubGlobal("addEventListener", (type: string, listener: EventListener) =>
    addListener(type, listener, { signal: cleanUp.signal }),
  );
  for (const mock of [ready, sent]) mock.mockReset();
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
  const receive = (event: string, payload: object = {}, from: object = {}) => {
    const data = { event, payload: { ts: "1700", ...payload } };
    dispatchEvent(Object.assign(new Event("message"), { source: inside, origin: ORIGIN, data, ...from }));
  };
  return {
    frame,
    receive,
    launcher: () => root.querySelector("button"),
    state: () => frame.parentElement?.className ?? "",
  };
}

const lastSent = () => sent.mock.calls.at(-1)?.[0];

test("there is no launcher before the frame has sent that it is there", () => {
  const { launcher, receive, frame } = widget();
  expect(frame.src).toMatch(/^https:\/\/chat\.example\/chat\?baseUrl=/);
  expect(launcher()).toBeNull();
  receive("chat:loaded", {}, { origin: "https://evil.example" });
  receive("chat:loaded", {}, { source: window });
  receive("chat:loaded", { ts: "other" });
  expect(launcher()).toBeNull();
  receive("chat:loaded");
  expect(launcher()?.ariaLabel).toBe("Open chat");
  expect(ready).toHaveBeenCalledTimes(1);
});

test("the launcher opens and closes, and the frame gets messages under its own origin", () => {
  const { launcher, receive, state } = widget();
  receive("chat:loaded");
  launcher()?.click();
  expect(state()).toBe("open");
  expect(launcher()?.ariaExpanded).toBe("true");
  expect(sent.mock.calls.at(-1)).toEqual([{ event: "papercups:toggle", payload: { isOpen: true } }, ORIGIN]);
  receive("papercups:close");
  expect(state()).toBe("closed");
  expect(lastSent().payload).toEqual({ isOpen: false });
});

test("unseen messages are counted and shown small; seeing them ends both", () => {
  const { launcher, receive, state } = widget();
  receive("chat:loaded");
  receive("messages:unseen", { message: {}, count: 12 });
  expect(state()).toBe("preview");
  expect(launcher()?.textContent).toBe("9+");
  expect(launcher()?.ariaLabel).toBe("Open chat, 12 unread");
  receive("messages:seen");
  expect(state()).toBe("closed");
  expect(launcher()?.textContent).toBe("");
});

test("the page's events and callbacks work", () => {
  const config = { onChatOpened: vi.fn(), onChatClosed: vi.fn(), onMessageSent: vi.fn(), onMessageReceived: vi.fn() };
  const { receive, state } = widget(config);
  receive("chat:loaded");
  dispatchEvent(new Event("papercups:open"));
  expect(state()).toBe("open");
  dispatchEvent(new Event("papercups:toggle"));
  expect(config.onChatOpened).toHaveBeenCalledTimes(1);
  expect(config.onChatClosed).toHaveBeenCalledTimes(1);
  receive("message:sent", { id: "m1", customer_id: "c" });
  receive("message:received", { id: "m1", customer_id: "c" });
  receive("message:received", { id: "m2", user_id: 7 });
  expect(config.onMessageSent).toHaveBeenCalledTimes(1);
  expect(config.onMessageReceived).toHaveBeenCalledTimes(1);
});

test("the customer is remembered for the next page and announced to others on this one", () => {
  const announced: unknown[] = [];
  window.addEventListener("papercups:customer:set", (event) => announced.push((event as CustomEvent).detail), {
    once: true,
  });
  const { receive } = widget();
  receive("chat:loaded");
  receive("customer:created", { customerId: "c-1" });
  expect(announced).toEqual(["c-1"]);
  expect(localStorage.getItem("__PAPERCUPS____CUSTOMER_ID__")).toBe('"c-1"');
  expect(widget().frame.src).toContain("customerId=c-1");
});

test("it opens by itself only as configured, and as it was left when that is asked for", () => {
  const opens = (config: object, settings: object = {}) => {
    document.body.replaceChildren();
    const { receive, state } = widget({ ...config }, { ...settings });
    receive("chat:loaded");
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
  const { receive, state } = widget({ popUpInitialMessage: 2_000 });
  receive("chat:loaded");
  vi.advanceTimersByTime(1_999);
  expect(state()).not.toBe("preview");
  vi.advanceTimersByTime(1);
  expect(state()).toBe("preview");
  expect(lastSent()).toEqual({
    event: "notifications:display",
    payload: { shouldDisplayNotifications: true, popUpInitialMessage: true },
  });
  receive("messages:seen");
  const again = widget({ popUpInitialMessage: true });
  again.receive("chat:loaded");
  vi.runAllTimers();
  expect(again.state()).not.toBe("preview");
});

test("a frame that enters a conversation gets the visitor whom the page named last", () => {
  const { receive, frame } = widget({ customer: { external_id: "bob", name: "Bob" } });
  receive("chat:loaded");
  const answer = () => {
    receive("conversation:join", { customerId: "c-1" });
    return lastSent().payload.metadata;
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
