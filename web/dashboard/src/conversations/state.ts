import type { ProblemError } from "../http/problem";
import { type LoadedList, pageAdded } from "./list";
import { confirmed, type Outbox } from "./outbox";
import {
  emptyThread,
  isSeenNow,
  messageAdded,
  messageDeleted,
  messageUpdated,
  seenUpTo,
  type Thread,
  threadLoaded,
} from "./thread";
import type { Conversation, Customer, Message } from "./types";

export interface Loadable {
  status: "loading" | "ready" | "error";
  problem: ProblemError | null;
}

/** Everything the inbox knows. Conversations and threads are kept by id, so every event is an upsert. */
export interface InboxState {
  conversations: Readonly<Record<string, Conversation>>;
  threads: Readonly<Record<string, Thread & Loadable>>;
  lists: Readonly<Record<string, LoadedList & Loadable>>;
  outbox: Outbox;
}

export const emptyInbox: InboxState = { conversations: {}, threads: {}, lists: {}, outbox: [] };

export type InboxEvent =
  | { type: "list_requested"; key: string }
  | { type: "list_loaded"; key: string; page: LoadedList; conversations: Conversation[]; isFirst: boolean }
  | { type: "list_failed"; key: string; problem: ProblemError }
  | { type: "thread_requested"; id: string }
  | { type: "thread_loaded"; conversation: Conversation; messages: Message[] }
  | { type: "thread_failed"; id: string; problem: ProblemError }
  | { type: "thread_changed"; id: string; change: (thread: Thread) => Thread }
  | { type: "conversation_upserted"; conversation: Conversation }
  | { type: "conversation_changed"; id: string; updates: Partial<Conversation> }
  | { type: "message_added"; message: Message }
  | { type: "message_updated"; message: Message }
  | { type: "message_deleted"; id: string; conversationId: string; seq: number }
  | { type: "customer_changed"; customer: Customer }
  /** With all conversations: they leave every list, as archived ones do. */
  | { type: "customer_deleted"; id: string }
  | { type: "seen"; conversationId: string; seq: number; seenAt: string }
  | { type: "outbox_changed"; change: (outbox: Outbox) => Outbox };

const loading: Loadable = { status: "loading", problem: null };
const ready: Loadable = { status: "ready", problem: null };
const emptyList: LoadedList = { ids: [], next: null, total: 0 };

/** The next state. Applying an event twice is the same as applying it once. */
export function reduce(state: InboxState, event: InboxEvent): InboxState {
  switch (event.type) {
    case "list_requested":
      return withList(state, event.key, { ...(state.lists[event.key] ?? emptyList), ...loading });
    case "list_failed":
      return withList(state, event.key, {
        ...(state.lists[event.key] ?? emptyList),
        status: "error",
        problem: event.problem,
      });
    case "list_loaded": {
      const known = event.conversations.reduce(upserted, state);
      const before = event.isFirst ? undefined : state.lists[event.key];
      return withList(known, event.key, { ...pageAdded(before, event.page), ...ready });
    }
    case "thread_requested":
      return withThread(state, event.id, { ...(state.threads[event.id] ?? emptyThread), ...loading });
    case "thread_failed":
      return withThread(state, event.id, {
        ...(state.threads[event.id] ?? emptyThread),
        status: "error",
        problem: event.problem,
      });
    case "thread_loaded": {
      const known = upserted(state, event.conversation);
      return withThread(known, event.conversation.id, { ...threadLoaded(event.messages), ...ready });
    }
    case "thread_changed":
      return changeThread(state, event.id, event.change);
    case "conversation_upserted":
      return upserted(state, event.conversation);
    case "conversation_changed":
      return changed(state, event.id, withoutOlderCount(state, event));
    case "message_added":
      return withMessage(state, event.message);
    case "message_updated":
      return previewReplaced(
        changeThread(state, event.message.conversation_id, (thread) => messageUpdated(thread, event.message)),
        event.message,
      );
    case "message_deleted":
      return previewForgotten(
        changeThread(state, event.conversationId, (thread) => messageDeleted(thread, event.id, event.seq)),
        event,
      );
    case "customer_changed":
      return ofCustomer(state, event.customer.id, { customer: event.customer });
    case "customer_deleted":
      return ofCustomer(state, event.id, { archived_at: new Date(0).toISOString() });
    case "seen":
      return previewSeen(
        changeThread(state, event.conversationId, (thread) => seenUpTo(thread, event.seq, event.seenAt)),
        event,
      );
    case "outbox_changed":
      return { ...state, outbox: event.change(state.outbox) };
  }
}

function withMessage(state: InboxState, message: Message): InboxState {
  const outbox = confirmed(state.outbox, message);
  const threaded = changeThread({ ...state, outbox }, message.conversation_id, (thread) =>
    messageAdded(thread, message),
  );
  const conversation = threaded.conversations[message.conversation_id];
  if (
    conversation === undefined ||
    message.seq < conversation.last_seq ||
    conversation.last_message?.id === message.id
  ) {
    return threaded;
  }
  const stamp = message.created_at;
  const activity = conversation.last_activity_at;
  return changed(threaded, conversation.id, {
    last_message: message,
    last_seq: message.seq,
    last_activity_at: activity !== null && activity > stamp ? activity : stamp,
    ...(message.customer_id === null ? {} : { read: false, status: "open", closed_at: null }),
  });
}

/** Keeps what an answer leaves out: lists carry no full history, events carry neither customer nor messages. */
function upserted(state: InboxState, conversation: Conversation): InboxState {
  const before = state.conversations[conversation.id];
  const isPreviewOlder = (before?.last_message?.seq ?? 0) > (conversation.last_message?.seq ?? 0);
  const merged: Conversation = {
    ...conversation,
    customer: conversation.customer ?? before?.customer ?? null,
    last_message: isPreviewOlder ? (before?.last_message ?? null) : conversation.last_message,
    last_seq: Math.max(conversation.last_seq, before?.last_seq ?? 0),
  };
  return { ...state, conversations: { ...state.conversations, [conversation.id]: merged } };
}

/** An event from before the answer that is known already does not count messages away again. */
function withoutOlderCount(
  state: InboxState,
  { id, updates }: { id: string; updates: Partial<Conversation> },
): Partial<Conversation> {
  const known = state.conversations[id]?.last_seq ?? 0;
  return updates.last_seq === undefined ? updates : { ...updates, last_seq: Math.max(known, updates.last_seq) };
}

function changed(state: InboxState, id: string, updates: Partial<Conversation>): InboxState {
  const before = state.conversations[id];
  if (before === undefined) return state;
  return { ...state, conversations: { ...state.conversations, [id]: { ...before, ...updates } } };
}

function ofCustomer(state: InboxState, customerId: string, updates: Partial<Conversation>): InboxState {
  return Object.values(state.conversations)
    .filter((conversation) => conversation.customer_id === customerId)
    .reduce((changing, { id }) => changed(changing, id, updates), state);
}

function previewReplaced(state: InboxState, message: Message): InboxState {
  const before = state.conversations[message.conversation_id];
  return before?.last_message?.id === message.id ? changed(state, before.id, { last_message: message }) : state;
}

function previewSeen(state: InboxState, seen: { conversationId: string; seq: number; seenAt: string }): InboxState {
  const preview = state.conversations[seen.conversationId]?.last_message ?? null;
  if (preview === null || !isSeenNow(preview, seen.seq)) return state;
  return changed(state, seen.conversationId, { last_message: { ...preview, seen_at: seen.seenAt } });
}

function previewForgotten(state: InboxState, deleted: { id: string; conversationId: string }): InboxState {
  if (state.conversations[deleted.conversationId]?.last_message?.id !== deleted.id) return state;
  const left = state.threads[deleted.conversationId]?.messages.at(-1) ?? null;
  return changed(state, deleted.conversationId, { last_message: left });
}

function changeThread(state: InboxState, id: string, change: (thread: Thread) => Thread): InboxState {
  const before = state.threads[id];
  if (before === undefined || before.status !== "ready") return state;
  const after = change(before);
  return after === before ? state : withThread(state, id, { ...before, ...after });
}

function withThread(state: InboxState, id: string, thread: Thread & Loadable): InboxState {
  return { ...state, threads: { ...state.threads, [id]: thread } };
}

function withList(state: InboxState, key: string, list: LoadedList & Loadable): InboxState {
  return { ...state, lists: { ...state.lists, [key]: list } };
}
