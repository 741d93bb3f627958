import type { FromHost } from "../../shared/bridge";
import { announcements } from "../bridge/announcements";
import type { Host } from "../bridge/host";
import type { Api } from "../conversation/api";
import { isPassing, ProblemError } from "../conversation/api";
import { backoff, type Pause } from "../conversation/backoff";
import { newClientId } from "../conversation/clientId";
import type { Live } from "../conversation/live";
import { isFromTeam } from "../conversation/message";
import type { OutboxStore } from "../conversation/outbox";
import type { Session } from "../conversation/session";
import { unseen } from "../conversation/thread";
import { TypingSignal } from "../conversation/typing";
import { chime } from "../ui/sound";
import { customerFields, externalId } from "../visitor/fields";
import type { IdentityStore } from "../visitor/identity";
import { isUnchanged } from "../visitor/visitor";
import type { Actions } from "./actions";
import { type ChatState, isLooking, visitor } from "./state";
import type { Store } from "./store";

/** Asks for the account's settings until there is an answer. */
export async function loadSettings(store: Store, api: Api, pause: Pause): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      return store.dispatch({ type: "settings", settings: await api.settings() });
    } catch (error) {
      if (error instanceof ProblemError && [400, 404, 422].includes(error.status)) {
        return store.dispatch({ type: "account-unknown" });
      }
      await pause(backoff(failures));
    }
  }
}

/** Keeps the outbox and the address on disk, the team's presence followed when it is shown, and what was looked at seen. */
export function bindEffects(
  store: Store,
  live: Pick<Live, "followTeam" | "seen">,
  outboxes: OutboxStore,
  identity: IdentityStore,
  host: Host,
): void {
  const markSeen = seenMarker(store, live);
  const act = (after: ChatState, before: ChatState) => {
    const now = visitor(after);
    const then = visitor(before);
    // What is left behind by another visitor is not settled: its writer finds it in storage.
    outboxes.save(isUnchanged(then, now) ? before.outbox : [], after.outbox);
    if (now.customerId !== null && now.externalId !== then.externalId) {
      identity.rememberCustomer(now.customerId, now.externalId);
    }
    if (after.email !== null && (after.email !== before.email || now.externalId !== then.externalId)) {
      identity.rememberEmail(after.email, now.externalId);
    }
    const accountId = after.parameters.accountId;
    if (accountId !== null && followsTeam(after)) live.followTeam(accountId);
    for (const news of announcements(before, after)) host.post(news);
    if (isNews(before, after)) chime();
    if (isLooking(after) && after.link === "live") void markSeen();
  };
  store.subscribe(act);
  act(store.state, store.state);
}

/** Reports to the server, once at a time, what was seen. Until it has that, nothing counts as seen, and it is sent again. */
function seenMarker(store: Store, live: Pick<Live, "seen">): () => Promise<void> {
  let isTelling = false;
  return async () => {
    const { thread } = store.state;
    const newest = unseen(thread).at(-1);
    if (isTelling || newest === undefined) return;
    isTelling = true;
    const at = new Date().toISOString();
    const isReceived = await live.seen();
    isTelling = false;
    // What came meanwhile was not looked at yet, and another conversation not at all.
    if (!isReceived || store.state.thread?.conversationId !== newest.conversation_id) return;
    store.dispatch({ type: "seen", at, upTo: newest.seq });
  };
}

/** Presence costs the server a connection, so it is only asked for when it changes what the visitor reads. */
function followsTeam({ look, usable }: ChatState): boolean {
  return usable && (look.showAvailability || (look.outsideWorkingHours && look.awayMessage !== ""));
}

/** Something of the team came in live while nobody was looking. */
function isNews(before: ChatState, after: ChatState): boolean {
  if (isLooking(after) || before.thread === null) return false;
  if (before.thread.conversationId !== after.thread?.conversationId) return false;
  const newest = after.thread.messages.at(-1);
  return newest !== undefined && isFromTeam(newest) && newest.seq > (before.thread.messages.at(-1)?.seq ?? 0);
}

export function visitorActions(
  store: Store,
  live: Pick<Live, "typing">,
  host: Pick<Host, "post">,
  outboxes: Pick<OutboxStore, "nextOrder">,
): Actions {
  const typing = new TypingSignal((on) => live.typing(on), Date.now);
  return {
    send(body, replyAction) {
      typing.stop();
      store.dispatch({
        type: "queued",
        outgoing: {
          client_id: newClientId(crypto),
          order: outboxes.nextOrder(),
          writer: visitor(store.state),
          kept: false,
          body,
          sent_at: new Date().toISOString(),
          metadata: replyAction === undefined ? null : { reply_action: replyAction },
          state: "waiting",
          problem: null,
        },
      });
    },
    retry: (clientId) => store.dispatch({ type: "retried", clientId }),
    discard: (clientId) => store.dispatch({ type: "withdrawn", clientId }),
    leaveEmail: (email) => store.dispatch({ type: "email", email }),
    typed: (body) => (body.trim() === "" ? typing.stop() : typing.keyPressed()),
    open: () => host.post({ event: "papercups:open", payload: {} }),
    close: () => host.post({ event: "papercups:close", payload: {} }),
    dismissPreview() {
      store.dispatch({ type: "preview", preview: false, greeting: false });
      // The host takes the frame away again, which would lie over its page.
      host.post({ event: "messages:seen", payload: {} });
    },
  };
}

/** Does what the host page asks. */
export function handleHostMessage(message: FromHost, store: Store, session: Session, api: Api): void {
  switch (message.event) {
    case "papercups:toggle":
      store.dispatch({ type: "open", open: message.isOpen });
      break;
    case "notifications:display":
      store.dispatch({ type: "preview", preview: message.display, greeting: message.greeting });
      break;
    case "config:update":
      store.dispatch({ type: "config", config: message.config });
      break;
    case "customer:set:id":
      session.become(message.customerId);
      break;
    case "customer:update":
      if (session.isCurrent(message.metadata)) void describe(message.metadata, store, session, api);
  }
}

/** A known customer is described at once; an unknown one when the first message makes one. */
async function describe(metadata: Record<string, unknown>, store: Store, session: Session, api: Api): Promise<void> {
  const name = externalId(metadata);
  session.introduce(metadata);
  const { visitorNumber } = store.state;
  await session.settled();
  // What is known of one visitor is not put on the next.
  if (store.state.visitorNumber !== visitorNumber) return;
  const { customerId } = store.state;
  try {
    if (customerId !== null) await api.describeCustomer(customerId, customerFields(metadata));
    else if (name !== null) {
      const known = await api.identify(name, store.state.parameters.metadata);
      if (known !== null && store.state.visitorNumber === visitorNumber) session.become(known);
    }
  } catch (error) {
    // Only a description, and it is kept: the first message, or the next visit, brings it again.
    if (!isPassing(error) && !(error instanceof ProblemError)) throw error;
  }
}
