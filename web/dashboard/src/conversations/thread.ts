import { inOrder } from "./parse";
import type { Message } from "./types";

/** A message of this agent that the server has not confirmed yet. */
export interface Outgoing {
  client_id: string;
  conversation_id: string;
  body: string;
  private: boolean;
  sent_at: string;
  /** Its place among all that this person has written in this browser, in whichever tab. */
  place: number;
  /** `queued` messages go out by themselves; a `failed` one was refused, and only goes out when its writer asks. */
  state: "queued" | "sending" | "failed";
  /** The server's words when it refused, or why the last attempt came to nothing. */
  reason: string | null;
}

/**
 * What this client knows of one conversation's messages: an unbroken run from `messages[0]` up to `upTo`, in order of
 * `seq`, perhaps with messages beyond a gap; then `needsCatchUp` is true, and the gap has to be fetched.
 */
export interface Thread {
  messages: Message[];
  upTo: number;
  needsCatchUp: boolean;
}

export const emptyThread: Thread = { messages: [], upTo: 0, needsCatchUp: false };

/** The first page, or a whole reload: replaces what was known. */
export function threadLoaded(messages: Message[]): Thread {
  const ordered = inOrder(messages);
  return { messages: ordered, upTo: ordered.at(-1)?.seq ?? 0, needsCatchUp: false };
}

/** One live message. A repeated one changes nothing; one beyond the next place reveals a gap. */
export function messageAdded(thread: Thread, message: Message): Thread {
  if (thread.messages.some((known) => known.id === message.id)) return thread;
  const isOlderThanLoaded = message.seq > 0 && message.seq < (thread.messages[0]?.seq ?? 1);
  if (isOlderThanLoaded) return thread;
  return settled({ ...thread, messages: inOrder([...thread.messages, message]) });
}

/** What the server answered to "everything after `afterSeq`", oldest first. Numbers missing in it were deleted. */
export function caughtUp(thread: Thread, missed: Message[]): Thread {
  const answered = Math.max(thread.upTo, missed.at(-1)?.seq ?? 0);
  return settled({ ...thread, messages: union(thread.messages, missed), upTo: answered });
}

/** An earlier page, put before the loaded run. */
export function olderLoaded(thread: Thread, older: Message[]): Thread {
  return { ...thread, messages: union(older, thread.messages) };
}

/** An edited message. An unknown one is ignored: it is older than what is loaded. */
export function messageUpdated(thread: Thread, message: Message): Thread {
  if (!thread.messages.some((known) => known.id === message.id)) return thread;
  return { ...thread, messages: thread.messages.map((known) => (known.id === message.id ? message : known)) };
}

/** A deleted message keeps its place in the count, so its number is not mistaken for a gap. */
export function messageDeleted(thread: Thread, id: string, seq: number): Thread {
  const messages = thread.messages.filter((known) => known.id !== id);
  return settled({ ...thread, messages, upTo: seq === thread.upTo + 1 ? seq : thread.upTo });
}

/** Whether a message becomes seen when the customer has seen everything up to `seq`. */
export function isSeenNow({ customer_id, private: isPrivate, seen_at, seq }: Message, upTo: number): boolean {
  return customer_id === null && !isPrivate && seen_at === null && seq <= upTo;
}

/** The customer has seen every public message of the team up to `seq`. */
export function seenUpTo(thread: Thread, seq: number, seenAt: string): Thread {
  const isNews = (message: Message) => isSeenNow(message, seq);
  if (!thread.messages.some(isNews)) return thread;
  return { ...thread, messages: thread.messages.map((m) => (isNews(m) ? { ...m, seen_at: seenAt } : m)) };
}

function settled(thread: Thread): Thread {
  let upTo = thread.upTo;
  for (const message of thread.messages) {
    if (message.seq === upTo + 1) upTo = message.seq;
  }
  return { ...thread, upTo, needsCatchUp: thread.messages.some((message) => message.seq > upTo) };
}

function union(base: Message[], added: Message[]): Message[] {
  const byId = new Map([...base, ...added].map((message) => [message.id, message]));
  return inOrder([...byId.values()]);
}
