import { type Conversation, isFromTeam, isUnseen, type Message } from "./message";

/** What is known of one conversation. */
export interface Thread {
  conversationId: string;
  status: string;
  /** The team has read everything the visitor wrote. */
  read: boolean;
  /** In the conversation's order, each message once. */
  messages: readonly Message[];
  /** Everything up to this number has been seen or is known not to be for the visitor. */
  upTo: number;
}

export function opened(conversation: Conversation): Thread {
  const empty: Thread = {
    conversationId: conversation.id,
    status: conversation.status,
    read: conversation.read,
    messages: [],
    upTo: 0,
  };
  return caughtUp(empty, conversation.messages);
}

function placed(messages: readonly Message[], message: Message): readonly Message[] {
  const others = messages.filter((other) => other.id !== message.id);
  const at = others.findIndex((other) => other.seq > message.seq);
  return at < 0 ? [...others, message] : [...others.slice(0, at), message, ...others.slice(at)];
}

/** Numbers that follow one another leave no hole, whatever order they came in. */
function complete(messages: readonly Message[], from: number): Pick<Thread, "messages" | "upTo"> {
  const upTo = messages.reduce((last, { seq }) => (seq === last + 1 ? seq : last), from);
  return { messages, upTo };
}

/** A live message. One that leaves a hole is shown all the same; the hole is asked for. */
export function arrived(thread: Thread, message: Message): Thread {
  if (message.conversation_id !== thread.conversationId) return thread;
  if (thread.messages.some((known) => known.id === message.id)) return changed(thread, message);
  return {
    ...thread,
    ...complete(placed(thread.messages, message), thread.upTo),
    status: isFromTeam(message) ? thread.status : "open",
    read: isFromTeam(message) && thread.read,
  };
}

/** True when a number between what is complete and the newest message has not been asked for yet. */
export function hasHole(thread: Thread | null): boolean {
  const newest = thread?.messages.at(-1);
  return thread !== null && newest !== undefined && newest.seq > thread.upTo;
}

/** Numbers that an answer tells everything about: above `after`, up to `upTo`. */
export interface Window {
  after: number;
  upTo: number;
}

/** Where to begin to ask again: what is new, and the last messages once more, which may have changed unheard. */
export function askedAgain({ upTo }: Thread): Window {
  return { after: Math.max(0, upTo - REPEATED), upTo };
}

const REPEATED = 20;

/**
 * What the server answered to "everything after a number": complete up to the newest of it. What was heard while the
 * answer was on its way may leave a hole of its own. Messages of the window that are not in the answer are gone.
 */
export function caughtUp(thread: Thread, missed: readonly Message[], window?: Window): Thread {
  const answered = new Set(missed.map((message) => message.id));
  const isGone = ({ id, seq }: Message) =>
    window !== undefined && seq > window.after && seq <= window.upTo && !answered.has(id);
  const messages = missed
    .filter((message) => message.conversation_id === thread.conversationId)
    .reduce(
      placed,
      thread.messages.filter((message) => !isGone(message)),
    );
  const newest = missed.reduce((last, { conversation_id: id, seq }) => (id === thread.conversationId ? seq : last), 0);
  return { ...thread, ...complete(messages, Math.max(thread.upTo, newest, window?.upTo ?? 0)) };
}

/** What to ask for when there is a hole: all that is not complete. What is known by now must be in the answer. */
export function missing({ messages, upTo }: Thread): Window {
  return { after: upTo, upTo: Math.max(upTo, messages.at(-1)?.seq ?? 0) };
}

/** The newest messages of a conversation that is known: they may begin beyond a hole. */
export function resumed(thread: Thread, newest: readonly Message[]): Thread {
  const joins = (newest[0]?.seq ?? 0) <= thread.upTo + 1;
  if (joins) return caughtUp(thread, newest);
  return { ...thread, ...complete(newest.reduce(placed, thread.messages), thread.upTo) };
}

export function changed(thread: Thread, message: Message): Thread {
  return {
    ...thread,
    messages: thread.messages.map((known) => (known.id === message.id ? keepSeen(known, message) : known)),
  };
}

/** An event composed before the visitor looked must not make a message unseen again. */
function keepSeen(known: Message, message: Message): Message {
  return { ...message, seen_at: message.seen_at ?? known.seen_at };
}

export function removed(thread: Thread, messageId: string): Thread {
  return { ...thread, messages: thread.messages.filter((message) => message.id !== messageId) };
}

export function seen(thread: Thread, at: string, upTo = Number.POSITIVE_INFINITY): Thread {
  const isNews = (message: Message) => isUnseen(message) && message.seq <= upTo;
  return {
    ...thread,
    messages: thread.messages.map((message) => (isNews(message) ? { ...message, seen_at: at } : message)),
  };
}

export function updated(thread: Thread, updates: Record<string, unknown>): Thread {
  const { status, read } = updates;
  return {
    ...thread,
    status: typeof status === "string" ? status : thread.status,
    read: typeof read === "boolean" ? read : thread.read,
  };
}

export function unseen(thread: Thread | null): Message[] {
  return thread?.messages.filter(isUnseen) ?? [];
}
