import { isObject } from "../http/problem";

/** Who is writing where, each until a moment (epoch milliseconds): `typists["<conversation>"]["customer:<id>"]`. */
export type Typists = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A typing mark without news goes out after this; its end may get lost with the connection. */
export const typingLastsMs = 6_000;

/** Applies a `typing` event. One's own marks, and whatever has no known author, change nothing. */
export function typingReceived(typists: Typists, payload: unknown, me: number, now: number): Typists {
  if (!isObject(payload) || typeof payload["conversation_id"] !== "string") return typists;
  const author = authorOf(payload);
  if (author === null || author === `user:${me}`) return typists;
  const id = payload["conversation_id"];
  const { [author]: _, ...others } = typists[id] ?? {};
  return { ...typists, [id]: payload["typing"] === true ? { ...others, [author]: now + typingLastsMs } : others };
}

/** Without the marks that ran out. */
export function typingExpired(typists: Typists, now: number): Typists {
  const entries = Object.entries(typists).map(
    ([id, authors]) => [id, Object.fromEntries(Object.entries(authors).filter(([, until]) => until > now))] as const,
  );
  return Object.fromEntries(entries.filter(([, authors]) => Object.keys(authors).length > 0));
}

/** The author's message arrived, so the author is done writing. */
export function typingDone(typists: Typists, conversationId: string, author: string): Typists {
  const authors = typists[conversationId];
  if (authors?.[author] === undefined) return typists;
  const { [author]: _, ...others } = authors;
  return { ...typists, [conversationId]: others };
}

function authorOf(payload: Record<string, unknown>): string | null {
  const { customer_id, user_id, type } = payload;
  if (type === "ai") return "bot:ai";
  if (typeof user_id === "number") return `user:${user_id}`;
  if (typeof customer_id === "string") return `customer:${customer_id}`;
  return null;
}
