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
  /** Edits and deletions of public messages: as the server counts them, or those received while it has not sent its count. */
  editCount: number;
  /** Whether the server has sent its count. */
  counted: boolean;
  /** What is shown may have changed without an event: all of it has to be read again. */
  stale: boolean;
}

export function opened(conversation: Conversation): Thread {
  const empty: Thread = {
    conversationId: conversation.id,
    status: conversation.status,
    read: conversation.read,
    messages: [],
    upTo: 0,
    editCount: 0,
    counted: false,
    stale: false,
  };
  return caughtUp(empty, conversation.messages);
}

function placed(messages: readonly Message[], message: Message): readonly Message[] {
  const known = messages.find((other) => other.id === message.id);
  const others = messages.filter((other) => other !== known);
  const at = others.findIndex((other) => other.seq > message.seq);
  const placed = known === undefined ? message : keepSeen(known, message);
  return at < 0 ? [...others, placed] : [...others.slice(0, at), placed, ...others.slice(at)];
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
export function hasHole(thread: Thread): boolean {
  const newest = thread.messages.at(-1);
  return newest !== undefined && newest.seq > thread.upTo;
}

/** Something has to be read before the thread is what a fresh load would show. */
export function isIncomplete(thread: Thread | null): boolean {
  return thread !== null && (thread.stale || hasHole(thread));
}

/** Numbers that an answer covers: above `after`, up to `upTo`. */
export interface Window {
  after: number;
  upTo: number;
}

/**
 * Where to begin to ask again: what is new. A server that has not sent how much was edited is asked for the last
 * messages once more, which may have changed without an event.
 */
export function askedAgain({ upTo, counted }: Thread): Window {
  return { after: counted ? upTo : Math.max(0, upTo - REPEATED), upTo };
}

const REPEATED = 20;

/**
 * What the server answered to "everything after a number": complete up to the newest of it. What was received while the
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
  const upTo = Math.max(thread.upTo, newest, window?.upTo ?? 0);
  return { ...thread, ...complete(messages, upTo), stale: thread.stale && !covers(window, thread) };
}

/** Whether an answer about the window covers everything that is shown. */
function covers(window: Window | undefined, { messages }: Thread): boolean {
  return window !== undefined && window.after < (messages[0]?.seq ?? Number.POSITIVE_INFINITY);
}

/** What to ask for: all that is not complete, or all that is shown. What is known by now must be in the answer. */
export function missing({ messages, upTo, stale }: Thread): Window {
  const after = stale ? (messages[0]?.seq ?? 1) - 1 : upTo;
  return { after, upTo: Math.max(upTo, messages.at(-1)?.seq ?? 0) };
}

/**
 * One edit or deletion was received, of whichever message. `count` is the server's, with this one in it: a join that was
 * answered before may have counted it already, and one in between may not have been received. Without it, one is counted.
 */
export function edited(thread: Thread, count: number | null): Thread {
  const next = thread.editCount + 1;
  if (count === null) return { ...thread, editCount: next };
  return { ...thread, editCount: Math.max(thread.editCount, count), stale: thread.stale || count > next };
}

/**
 * The answer to a join has how much was edited and deleted so far, and `window` what it has shown again; null when
 * the server does not count. When that is not what was received, something shown has changed without an event.
 */
export function editsCounted(thread: Thread, count: number | null, window?: Window): Thread {
  if (count === null) return thread.counted ? { ...thread, counted: false, stale: true } : thread;
  const isMissed = thread.counted ? count !== thread.editCount : count > 0 && !covers(window, thread);
  return { ...thread, counted: true, editCount: count, stale: thread.stale || isMissed };
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
