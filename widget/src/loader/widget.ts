import { type FrameContext, frameQuery, frameUrl, type Loading, pageInfo, readPlace } from "./config";
import { type FrameNews, readNews } from "./messages";
import { readStored, store } from "./stored";
import { draw } from "./view";

const CUSTOMER = "__PAPERCUPS____CUSTOMER_ID__";
const OPEN = "__PAPERCUPS__:open";
const POP_UP_SEEN = "__PAPERCUPS__:pop_up_seen";

/** What a page can do with its chat. Calls before the chat is there happen as soon as it is. */
export interface Controls {
  open(): void;
  close(): void;
  toggle(): void;
  identify(customer: Record<string, unknown>): void;
}

/** Calls a function of the page's configuration, if it is one. */
function callBack(value: unknown, about?: unknown): void {
  if (typeof value === "function") value(about);
}

/** Puts the chat on the page. `ready` collects what the page asked for in the meantime and hands it over once. */
export function start(loading: Loading, settings: Record<string, unknown>, ready: (controls: Controls) => void): void {
  const { config } = loading;
  const url = frameUrl(loading, settings);
  if (url === null) return;
  const local = () => localStorage;
  const session = () => sessionStorage;
  const instance = String(Date.now());
  let isOpen = false;
  let isLoaded = false;
  /** The description that the page last gave of its visitor. */
  let customer = config["customer"] as Record<string, unknown> | undefined;

  const cachedCustomer = () => String(readStored(local, CUSTOMER) ?? "");
  const view = draw({
    place: readPlace(config["position"]),
    colour: String(config["primaryColor"] || settings["color"] || ""),
    iconUrl: String(config["customIconUrl"] || settings["custom_icon_url"] || ""),
    onToggle: () => setOpen(!isOpen),
  });
  const visitor = () => ({ customerId: cachedCustomer(), metadata: { ...pageInfo(), ...customer } });
  const load = () => {
    const context: FrameContext = { settings, ...visitor(), instance };
    view.frame.src = `${url}?${frameQuery(loading, context)}`;
  };
  const send = (event: string, payload: unknown) => {
    view.frame.contentWindow?.postMessage({ event, payload }, url.origin);
  };
  const preview = (display: boolean, popUpInitialMessage = false) => {
    if (!isOpen) view.show(display ? "preview" : "closed");
    send("notifications:display", { shouldDisplayNotifications: display, popUpInitialMessage });
  };
  const sendOpen = () => send("papercups:toggle", { isOpen });
  const setOpen = (open: boolean, byVisitor = true) => {
    if (!isLoaded || open === isOpen) return;
    isOpen = open;
    view.show(open ? "open" : "closed");
    sendOpen();
    // The focus goes where the visitor goes, and stays put when the page opens the chat by itself.
    if (byVisitor) (open ? view.frame : view.launcher).focus();
    if (config["persistOpenState"]) store(session, OPEN, open);
    callBack(config[open ? "onChatOpened" : "onChatClosed"]);
  };
  const identify = (given?: Record<string, unknown>) => {
    // With a name it may be somebody else, of whom nothing sent before is true; without one it adds to that.
    customer = given?.["external_id"] ? given : { ...customer, ...given };
    send("customer:update", visitor());
  };
  const controls: Controls = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen),
    identify,
  };

  const loaded = () => {
    if (isLoaded) return sendOpen();
    isLoaded = true;
    if (!config["hideToggleButton"]) view.frame.after(view.launcher);
    callBack(config["onChatLoaded"], controls);
    const byDefault = config["isOpenByDefault"] || config["defaultIsOpen"] || settings["is_open_by_default"];
    if (config["persistOpenState"] ? readStored(session, OPEN) : byDefault) setOpen(true, false);
    const popUp = config["popUpInitialMessage"];
    if (popUp && !readStored(session, POP_UP_SEEN)) {
      // A delay, or true, which as a delay is as good as none.
      setTimeout(() => !isOpen && preview(true, true), popUp as number);
    }
    ready(controls);
  };

  const receive = ({ event, payload }: FrameNews) => {
    switch (event) {
      case "chat:loaded":
        return loaded();
      case "papercups:open":
      case "papercups:close":
        return setOpen(event === "papercups:open");
      case "customer:created":
      case "customer:updated":
        store(local, CUSTOMER, payload["customerId"]);
        dispatchEvent(new CustomEvent("papercups:customer:set", { detail: payload["customerId"] }));
        return;
      case "conversation:join":
        return identify();
      case "messages:unseen":
        view.badge(Number(payload["count"]) || 1);
        return preview(true);
      case "messages:seen":
        view.badge(0);
        store(session, POP_UP_SEEN, true);
        return preview(false);
      case "message:sent":
        return callBack(config["onMessageSent"], payload);
      case "message:received":
        if (payload["user_id"] && !payload["customer_id"]) callBack(config["onMessageReceived"], payload);
    }
  };

  addEventListener("message", (event) => {
    const news = readNews(event, { source: view.frame.contentWindow, origin: url.origin, instance });
    if (news !== null) receive(news);
  });
  for (const name of ["open", "close", "toggle"] as const) addEventListener(`papercups:${name}`, controls[name]);
  addEventListener("papercups:customer:set", (event) => {
    send("customer:set:id", (event as CustomEvent).detail ?? cachedCustomer());
  });
  addEventListener("storytime:customer:set", (event) => {
    store(local, CUSTOMER, (event as CustomEvent).detail);
    load();
  });
  load();
}
