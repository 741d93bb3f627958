import { type Author, instant, isFromTeam, type Message } from "./message";
import type { Outgoing } from "./outbox";

/** What the thread shows, top to bottom. */
export type Row =
  | { kind: "day"; key: string; at: Date }
  | { kind: "greeting"; key: string; body: string }
  | { kind: "message"; key: string; message: Message; own: boolean; first: boolean; last: boolean }
  | { kind: "outgoing"; key: string; outgoing: Outgoing; first: boolean; last: boolean };

const TOGETHER_MS = 5 * 60_000;

interface Entry {
  author: string;
  at: Date;
  row: (first: boolean, last: boolean) => Row;
}

/** Who wrote it, as far as grouping goes: the visitor, each user, the bot. */
function authorKey(message: Message): string {
  if (!isFromTeam(message)) return "visitor";
  return message.user_id === null ? "bot" : `user:${message.user_id}`;
}

/** Messages of one author within five minutes form a group; each new day gets a separator. */
export function rows(messages: readonly Message[], outbox: readonly Outgoing[], greeting: string): Row[] {
  const entries = [...messages.map(messageEntry), ...outbox.map(outgoingEntry)];
  const all: Row[] = greeting === "" ? [] : [{ kind: "greeting", key: "greeting", body: greeting }];
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    if (before === undefined ? !isToday(entry.at) : !sameDay(before.at, entry.at)) {
      all.push({ kind: "day", key: `day:${entry.at.toDateString()}:${index}`, at: entry.at });
    }
    all.push(entry.row(!together(before, entry), !together(entry, entries[index + 1])));
  });
  return all;
}

/** A conversation of today alone needs no word about the day. */
function isToday(at: Date): boolean {
  return sameDay(at, new Date());
}

function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

function together(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || other === undefined || one.author !== other.author) return false;
  return sameDay(one.at, other.at) && other.at.getTime() - one.at.getTime() < TOGETHER_MS;
}

function messageEntry(message: Message): Entry {
  const own = !isFromTeam(message);
  // Confirmed or not, the visitor's own message keeps its key, so that the bubble on the screen stays the same one.
  const key = own ? (message.client_id ?? message.id) : message.id;
  return {
    author: authorKey(message),
    at: instant(message.created_at),
    row: (first, last) => ({ kind: "message", key, message, own, first, last }),
  };
}

function outgoingEntry(outgoing: Outgoing): Entry {
  return {
    author: "visitor",
    at: new Date(outgoing.sent_at),
    row: (first, last) => ({ kind: "outgoing", key: outgoing.client_id, outgoing, first, last }),
  };
}

/** The people who have answered, the latest first. */
export function faces(messages: readonly Message[]): Author[] {
  const authors = messages.map((message) => message.user).filter((author) => author !== null);
  return [...new Map(authors.reverse().map((author) => [author.id, author])).values()];
}
