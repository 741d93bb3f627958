import { type Parameters, withConfig } from "../appearance/parameters";
import { type Appearance, appearance, type WidgetSettings } from "../appearance/settings";
import type { Conversation, Message } from "../conversation/message";
import type { Outbox, Outgoing } from "../conversation/outbox";
import * as outboxes from "../conversation/outbox";
import type { Thread } from "../conversation/thread";
import * as threads from "../conversation/thread";
import { externalId } from "../visitor/fields";
import { isSame, type Visitor } from "../visitor/visitor";

/** How the socket stands: nothing to connect yet, working, or trying again. */
export type Link = "idle" | "connecting" | "live" | "down";

export interface Typing {
  kind: "user" | "ai";
  /** The user's id, when a user types. */
  userId: number | null;
}

export interface ChatState {
  parameters: Parameters;
  settings: WidgetSettings | null;
  look: Appearance;
  /** False when the address names no account that exists. */
  usable: boolean;
  customerId: string | null;
  /** How many visitors the page has changed to: what was begun for one is not to go on for the next. */
  visitorNumber: number;
  thread: Thread | null;
  /** The conversation that was shown is no more; the next message begins another one. */
  ended: boolean;
  outbox: Outbox;
  link: Link;
  /** False while a question over HTTP is asked again and again. */
  answered: boolean;
  /** What the browser reports of its network. */
  online: boolean;
  typing: Typing | null;
  /** People of the team who are there; null while unknown. */
  agentsOnline: number | null;
  /** The address the visitor left before a first message. */
  email: string | null;
  /** It was left to this page, not to an earlier one. */
  emailIsNew: boolean;
  open: boolean;
  /** The page is in front of somebody. */
  visible: boolean;
  /** While closed: show what is new in small. */
  preview: boolean;
  /** While closed: the greeting may be shown in small. */
  greetInPreview: boolean;
}

export type ChatEvent =
  | { type: "settings"; settings: WidgetSettings }
  | { type: "account-unknown" }
  | { type: "config"; config: Record<string, unknown> }
  /** The host page describes its visitor further; `metadata` adds to what it sent before. */
  | { type: "metadata"; metadata: Record<string, unknown> }
  /** The host page has another visitor than this page took it for. */
  | { type: "somebody-else"; metadata: Record<string, unknown> }
  | { type: "customer"; customerId: string | null }
  | { type: "email"; email: string | null }
  | { type: "conversation"; conversation: Conversation }
  | { type: "conversation-gone" }
  | { type: "conversation-updated"; conversationId: string; updates: Record<string, unknown> }
  | { type: "message"; message: Message }
  /** `editCount` is the server's count of edits and deletions with this one, if it sends it. */
  | { type: "message-changed"; message: Message; editCount: number | null }
  | { type: "message-removed"; conversationId: string; messageId: string; editCount: number | null }
  | { type: "missed"; messages: readonly Message[]; window?: threads.Window }
  | { type: "edits-counted"; count: number | null; window?: threads.Window }
  | { type: "stale" }
  | { type: "seen"; at: string; upTo?: number }
  | { type: "queued"; outgoing: Outgoing }
  | { type: "refused"; clientId: string; problem: string }
  | { type: "retried"; clientId: string }
  | { type: "withdrawn"; clientId: string }
  | { type: "link"; link: Link }
  | { type: "answered"; answered: boolean }
  | { type: "online"; online: boolean }
  | { type: "typing"; typing: Typing | null }
  | { type: "agents"; online: number | null }
  | { type: "open"; open: boolean }
  | { type: "visible"; visible: boolean }
  | { type: "preview"; preview: boolean; greeting: boolean };

/** What earlier visits left behind. */
export interface Kept {
  outbox: Outbox;
  email: string | null;
}

export function initial(parameters: Parameters, kept: Kept, online: boolean, visible: boolean): ChatState {
  return {
    parameters,
    settings: null,
    look: appearance(parameters, null),
    usable: parameters.accountId !== null,
    customerId: null,
    visitorNumber: 0,
    thread: null,
    ended: false,
    ...kept,
    emailIsNew: false,
    link: "idle",
    answered: true,
    online,
    typing: null,
    agentsOnline: null,
    open: !parameters.controlled,
    visible,
    preview: false,
    greetInPreview: false,
  };
}

export function reduce(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "settings":
      return { ...state, settings: event.settings, look: appearance(state.parameters, event.settings) };
    case "account-unknown":
      return { ...state, usable: false };
    case "config": {
      const parameters = withConfig(state.parameters, event.config);
      return { ...state, parameters, look: appearance(parameters, state.settings) };
    }
    case "metadata": {
      const next = described(state, event.metadata);
      const isNamed = visitor(next).externalId !== visitor(state).externalId;
      return isNamed ? claimed({ ...next, email: state.emailIsNew ? state.email : null }) : next;
    }
    case "somebody-else":
      return somebodyElse(state, event.metadata);
    case "customer":
      return recognised(state, event.customerId);
    case "email":
      return { ...state, email: event.email, emailIsNew: true };
    case "conversation":
      return withThread(state, opening(state.thread, event.conversation));
    case "conversation-gone":
      return { ...state, thread: null, typing: null, ended: true };
    case "message":
      return received(state, event.message);
    case "missed":
      return event.messages.reduce(
        settle,
        inThread(state, (thread) => threads.caughtUp(thread, event.messages, event.window)),
      );
    case "conversation-updated":
      return inConversation(state, event.conversationId, (thread) => threads.updated(thread, event.updates));
    case "message-changed":
      return inConversation(state, event.message.conversation_id, (thread) =>
        threads.edited(threads.changed(thread, event.message), event.editCount),
      );
    case "message-removed":
      return inConversation(state, event.conversationId, (thread) =>
        threads.edited(threads.removed(thread, event.messageId), event.editCount),
      );
    case "edits-counted":
      return inThread(state, (thread) => threads.editsCounted(thread, event.count, event.window));
    case "stale":
      return inThread(state, (thread) => ({ ...thread, stale: true }));
    case "seen":
      return inThread(state, (thread) => threads.seen(thread, event.at, event.upTo));
    case "queued":
      return { ...state, outbox: outboxes.queued(state.outbox, event.outgoing) };
    case "refused":
      return { ...state, outbox: outboxes.refused(state.outbox, event.clientId, event.problem) };
    case "retried":
      return { ...state, outbox: outboxes.retried(state.outbox, event.clientId) };
    case "withdrawn":
      return { ...state, outbox: outboxes.withdrawn(state.outbox, event.clientId) };
    case "link":
      return state.link === event.link ? state : { ...state, link: event.link };
    case "answered":
      return state.answered === event.answered ? state : { ...state, answered: event.answered };
    case "online":
      return { ...state, online: event.online };
    case "typing":
      return { ...state, typing: event.typing };
    case "agents":
      return state.agentsOnline === event.online ? state : { ...state, agentsOnline: event.online };
    case "open":
      return { ...state, open: event.open, preview: state.preview && !event.open };
    case "visible":
      return { ...state, visible: event.visible };
    case "preview":
      return { ...state, preview: event.preview, greetInPreview: event.greeting };
  }
}

/** Whom the page takes its visitor for. */
export function visitor({ parameters, customerId }: ChatState): Visitor {
  return { externalId: externalId(parameters.metadata), customerId };
}

function described(state: ChatState, more: Record<string, unknown>): ChatState {
  const metadata = { ...state.parameters.metadata, ...more };
  return { ...state, parameters: { ...state.parameters, metadata } };
}

/** What waits stays with whoever wrote it: what is not this visitor's is not shown, and stays in storage. */
function claimed(state: ChatState): ChatState {
  return { ...state, outbox: outboxes.claimed(state.outbox, visitor(state)) };
}

/** Nothing known of, or shown to, the visitor before is this one's. */
function somebodyElse(state: ChatState, metadata: Record<string, unknown>): ChatState {
  const parameters = { ...state.parameters, metadata };
  const stranger = { externalId: externalId(metadata), customerId: null };
  const outbox = state.outbox.filter(({ writer }) => isSame(writer, stranger));
  const visitorNumber = state.visitorNumber + 1;
  const nothing = { customerId: null, thread: null, typing: null, ended: false, email: null };
  return { ...state, ...nothing, parameters, outbox, visitorNumber };
}

function recognised(state: ChatState, customerId: string | null): ChatState {
  if (customerId === null) {
    return { ...state, customerId, thread: null, outbox: outboxes.orphaned(state.outbox) };
  }
  if (customerId === state.customerId) return state;
  // A named visitor's address is theirs whatever their customer; without a name the customer is all there is.
  const isExchanged = state.customerId !== null && visitor(state).externalId === null;
  const { visitorNumber, email } = isExchanged ? { visitorNumber: state.visitorNumber + 1, email: null } : state;
  return claimed({ ...state, customerId, visitorNumber, thread: null, ended: false, email });
}

/** Another conversation replaces what is known; the same one adds messages, and how it stands comes from its channel. */
function opening(thread: Thread | null, conversation: Conversation): Thread {
  if (thread?.conversationId !== conversation.id) return threads.opened(conversation);
  return threads.resumed(thread, conversation.messages);
}

function withThread(state: ChatState, thread: Thread): ChatState {
  return thread.messages.reduce(settle, { ...state, thread, ended: false });
}

function inThread(state: ChatState, change: (thread: Thread) => Thread): ChatState {
  return state.thread === null ? state : { ...state, thread: change(state.thread) };
}

function inConversation(state: ChatState, id: string, change: (thread: Thread) => Thread): ChatState {
  return inThread(state, (thread) => (thread.conversationId === id ? change(thread) : thread));
}

function received(state: ChatState, message: Message): ChatState {
  const known = inThread(state, (thread) => threads.arrived(thread, message));
  // Somebody who has just written is no longer typing.
  const typing = message.user_id === null && message.type !== "bot" ? known.typing : null;
  return settle({ ...known, typing }, message);
}

function settle(state: ChatState, message: Message): ChatState {
  return { ...state, outbox: outboxes.confirmed(state.outbox, message) };
}

/** Another conversation is shown than before. */
export function hasEntered(before: ChatState, after: ChatState): boolean {
  return after.thread !== null && after.thread.conversationId !== before.thread?.conversationId;
}

/** The visitor is looking at the conversation right now. */
export function isLooking(state: ChatState): boolean {
  return state.open && state.visible;
}

/** An e-mail address is asked for once, before the very first message. */
export function needsEmail(state: ChatState): boolean {
  if (!state.look.requireEmail || state.email !== null || state.outbox.length > 0) return false;
  const known = state.parameters.metadata["email"];
  if (typeof known === "string" && known !== "") return false;
  return !(state.thread?.messages.some((message) => message.customer_id !== null && message.user_id === null) ?? false);
}

/** What is sent now will not arrive at once. */
export function isInTrouble(state: ChatState): boolean {
  return !state.online || state.link === "down" || !state.answered;
}

export function waiting(state: ChatState): number {
  return state.outbox.filter((outgoing) => outgoing.state === "waiting").length;
}
