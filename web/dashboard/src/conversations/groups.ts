import { isSameDay, parseTime } from "../time/time";
import type { Outgoing } from "./thread";
import type { Message } from "./types";

/** Who stands behind a message, seen from this side of the desk. */
export type Author = "customer" | "agent" | "bot";

/** One message as the thread draws it: stored, or still on its way. */
export interface Bubble {
  key: string;
  at: number;
  body: string;
  message: Message | null;
  outgoing: Outgoing | null;
}

/** Neighbouring messages of one author, drawn as one block. */
export interface Group {
  key: string;
  author: Author;
  /** Distinguishes two agents. */
  authorKey: string;
  isNote: boolean;
  startsDay: boolean;
  at: number;
  bubbles: Bubble[];
}

const togetherMs = 5 * 60_000;

/** The thread as blocks: one author, one kind, within five minutes and one day. What is on its way comes last. */
export function groupsOf(messages: readonly Message[], outgoing: readonly Outgoing[], me: number): Group[] {
  const confirmed = new Set(messages.map((message) => message.client_id));
  const groups: Group[] = [];
  for (const message of messages) append(groups, stored(message));
  for (const item of outgoing) if (!confirmed.has(item.client_id)) append(groups, onItsWay(item, me));
  return groups;
}

/** Where a public message of this agent's side stands; only the last one shows it. */
export function lastOwnKey(groups: readonly Group[], me: number): string | null {
  const own = groups.filter((group) => group.authorKey === `user:${me}` && !group.isNote).at(-1);
  return own?.bubbles.at(-1)?.key ?? null;
}

type Piece = Omit<Group, "key" | "startsDay" | "bubbles"> & { bubble: Bubble };

function append(groups: Group[], { bubble, ...piece }: Piece): void {
  const before = groups.at(-1);
  const startsDay = before === undefined || !isSameDay(before.at, piece.at);
  const last = before?.bubbles.at(-1);
  const isTogether =
    before !== undefined &&
    last !== undefined &&
    !startsDay &&
    before.authorKey === piece.authorKey &&
    before.isNote === piece.isNote &&
    piece.at - last.at < togetherMs;
  if (isTogether) before.bubbles.push(bubble);
  else groups.push({ ...piece, key: bubble.key, startsDay, bubbles: [bubble] });
}

function stored(message: Message): Piece {
  const author = authorOf(message);
  const at = parseTime(message.created_at);
  const authorKey = author === "customer" ? "customer" : author === "bot" ? "bot" : `user:${message.user_id}`;
  // The client id keeps the bubble in place when its optimistic copy is confirmed.
  const bubble = { key: message.client_id ?? message.id, at, body: message.body, message, outgoing: null };
  return { author, authorKey, isNote: message.private, at, bubble };
}

function onItsWay(outgoing: Outgoing, me: number): Piece {
  const at = parseTime(outgoing.sent_at);
  const bubble = { key: outgoing.client_id, at, body: outgoing.body, message: null, outgoing };
  return { author: "agent", authorKey: `user:${me}`, isNote: outgoing.private, at, bubble };
}

function authorOf(message: Message): Author {
  if (message.customer_id !== null) return "customer";
  return message.type === "bot" ? "bot" : "agent";
}
