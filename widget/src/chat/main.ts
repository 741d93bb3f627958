import { h, render } from "preact";
import { KeyValues } from "../shared/storage";
import { App } from "./app/App";
import { type ChatState, initial } from "./app/state";
import { Store } from "./app/store";
import { bindEffects, handleHostMessage, loadSettings, visitorActions } from "./app/wiring";
import { fromAnybody, readParameters } from "./appearance/parameters";
import { openHost } from "./bridge/host";
import { Adoption } from "./conversation/adoption";
import { Api } from "./conversation/api";
import { Delivery } from "./conversation/delivery";
import { exclusively, holding } from "./conversation/exclusively";
import { Live } from "./conversation/live";
import { OutboxStore } from "./conversation/outbox";
import { Session } from "./conversation/session";
import { browserFields, customerFields, externalId } from "./visitor/fields";
import { IdentityStore } from "./visitor/identity";

const asked = readParameters(new URL(location.href), window.parent !== window);
const { accountId, inboxId, baseUrl, instance } = asked;
const local = new KeyValues(() => localStorage);
const identity = new IdentityStore(local, accountId ?? "none", inboxId);
// The page of an app stands in no frame, but nobody else writes its address.
const isHosted = window.parent !== window || "ReactNativeWebView" in window;
const parameters = isHosted ? asked : fromAnybody(asked, identity.candidate(null) !== null);
const outboxes = new OutboxStore(local, accountId ?? "none", inboxId);

const isVisible = () => document.visibilityState === "visible";
const name = externalId(parameters.metadata);
const expected = { externalId: name, customerId: name === null ? identity.candidate(parameters.customerId) : null };
if (identity.isNamed()) outboxes.dropUnsigned();
const kept = { outbox: outboxes.loadOf(expected), email: identity.email(name) };
const store = new Store(initial(parameters, kept, navigator.onLine, isVisible()));
const api = new Api(baseUrl, accountId ?? "", inboxId, (input, init) => fetch(input, init), identity);

const wakers = new Set<() => void>();
const wake = () => {
  for (const waker of [...wakers]) waker();
};
const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      wakers.delete(done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    wakers.add(done);
  });

const live = new Live(
  baseUrl,
  {
    dispatch: (event) => store.dispatch(event),
    joined(reload) {
      if (reload) void session.reload();
      adoption.resume();
      wake();
    },
    ended(conversationId) {
      session.ended(conversationId);
      wake();
    },
    lockedOut: (conversationId) => void session.lockedOut(conversationId).then(wake),
    invited: () => session.refresh(),
  },
  identity,
);
const session = new Session(store, api, identity, live, pause);
const fields = () => ({ ...browserFields(window), ...customerFields(store.state.parameters.metadata) });
const delivery = new Delivery(store, api, identity, live, session, pause, exclusively, fields);
const adoption = new Adoption(store, outboxes, holding);
const host = openHost(window, instance, (message) => handleHostMessage(message, store, session, api));
const actions = visitorActions(store, live, host, outboxes);

const place = document.getElementById("chat");
if (place !== null) render(h(App, { store, actions }), place);

if (accountId !== null) {
  bindEffects(store, live, outboxes, identity, host);
  store.subscribe((after: ChatState, before: ChatState) => {
    if (after.outbox !== before.outbox) void delivery.run();
  });
  void loadSettings(store, api, pause);
  session.start();
  adoption.start();
  void delivery.run();
}

window.addEventListener("online", () => {
  store.dispatch({ type: "online", online: true });
  wake();
});
window.addEventListener("offline", () => store.dispatch({ type: "online", online: false }));
document.addEventListener("visibilitychange", () => {
  store.dispatch({ type: "visible", visible: isVisible() });
  if (isVisible()) adoption.resume();
});
window.addEventListener("storage", ({ key, newValue }) => {
  session.keptElsewhere(key);
  adoption.keptElsewhere(key, newValue);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && parameters.controlled && store.state.open) actions.close();
});

host.post({ event: "chat:loaded", payload: {} });
