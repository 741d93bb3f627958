import type { Outgoing } from "./thread";
import type { Message } from "./types";

/** Messages on their way, in the order they were written. */
export type Outbox = readonly Outgoing[];

/** With messages that were not known here, each at the place at which it was written. */
export function queued(outbox: Outbox, ...added: readonly Outgoing[]): Outbox {
  return inWrittenOrder([...outbox, ...added]);
}

/** Clocks are set back; places are only counted up. */
export function inWrittenOrder(outbox: Outbox): Outbox {
  return outbox.toSorted((one, other) => one.place - other.place || one.sent_at.localeCompare(other.sent_at));
}

export function withState(
  outbox: Outbox,
  clientId: string,
  state: Outgoing["state"],
  reason: string | null = null,
): Outbox {
  return outbox.map((item) => (item.client_id === clientId ? { ...item, state, reason } : item));
}

/** The server has it: whichever comes first, the answer or the live event, takes it out. */
export function confirmed(outbox: Outbox, message: Message): Outbox {
  if (message.client_id === null || !outbox.some((item) => item.client_id === message.client_id)) return outbox;
  return outbox.filter((item) => item.client_id !== message.client_id);
}

export function discarded(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((item) => item.client_id !== clientId);
}

/**
 * What to send now: the oldest waiting message of each conversation, unless one of that conversation is on its way or
 * was refused before it. So messages arrive in the order they were written.
 */
export function sendable(outbox: Outbox): Outgoing[] {
  const decided = new Set<string>();
  const ready: Outgoing[] = [];
  for (const item of outbox) {
    if (decided.has(item.conversation_id)) continue;
    decided.add(item.conversation_id);
    if (item.state === "queued") ready.push(item);
  }
  return ready;
}

/** What the writer should know of a conversation without opening it: something was refused, or is held up. */
export function troubleIn(outbox: Outbox, conversationId: string): "refused" | "held up" | null {
  const items = outbox.filter((item) => item.conversation_id === conversationId);
  if (items.some((item) => item.state === "failed")) return "refused";
  return items.some((item) => item.reason !== null) ? "held up" : null;
}

/** After a reload nothing is on its way any more, but everything may be sent again: the server knows repeats. */
export function restored(outbox: Outbox): Outbox {
  return outbox.map((item) => (item.state === "failed" ? item : { ...item, state: "queued", reason: null }));
}
