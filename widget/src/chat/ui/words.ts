import { type ChatState, isInTrouble, waiting } from "../app/state";
import { authorName } from "../conversation/message";

export interface StatusLine {
  text: string;
  /** A short interruption is not worth a word; a lasting one is. */
  patient: boolean;
}

export interface Availability {
  there: boolean;
  text: string;
}

/** The text about the connection; null while there is none. */
export function statusLine(state: ChatState): StatusLine | null {
  const count = waiting(state);
  const pending = count === 0 ? "" : `, ${count === 1 ? "1 message" : `${count} messages`} waiting`;
  if (!state.online) return { text: `You are offline${pending}`, patient: false };
  if (isInTrouble(state)) return { text: `Reconnecting${pending}`, patient: true };
  if (state.link === "connecting" && state.thread !== null) return { text: `Catching up${pending}`, patient: true };
  return null;
}

/** What stands below the last message of a conversation that has come to an end; null while it goes on. */
export function endLine({ thread, ended, outbox }: ChatState): string | null {
  if (outbox.length > 0) return null;
  if (ended) return "This conversation has ended. Write again and we begin a new one.";
  return thread?.status === "closed" ? "This conversation was closed. Write again to reopen it." : null;
}

/** Whether somebody of the team is there, in the account's words; null while nobody knows. */
export function availability({ look, agentsOnline, usable, online }: ChatState): Availability | null {
  if (!look.showAvailability || !usable || !online || agentsOnline === null) return null;
  return agentsOnline > 0 ? { there: true, text: look.availableText } : { there: false, text: look.unavailableText };
}

/** Who is typing, by name when the name is known. */
export function typingName(state: ChatState): string {
  const { typing, thread, look } = state;
  if (typing?.kind === "ai") return look.botName;
  const latest = thread?.messages.findLast(({ user }) => user !== null && user.id === typing?.userId);
  return authorName(latest?.user ?? null, look.title);
}

const REASONS: Record<string, string> = {
  too_long: "The message is too long.",
  rate_limited: "Too many messages at once.",
};

export function refusalText(problem: string | null): string {
  return (problem !== null && REASONS[problem]) || "Not sent.";
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

export function clock(at: Date): string {
  return CLOCK.format(at);
}

export function dayName(at: Date, today: Date): string {
  const days = Math.round((startOfDay(today) - startOfDay(at)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return DAY.format(at);
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** The bodies to show small while closed: the newest two, or one when both are long. */
export function previewBodies(bodies: readonly string[]): string[] {
  const newest = bodies.slice(-2);
  const shown = newest.length === 2 && newest.join("").length > 100 ? newest.slice(-1) : newest;
  return shown.map((body) => (body.length > 140 ? `${body.slice(0, 139).trimEnd()}…` : body));
}
