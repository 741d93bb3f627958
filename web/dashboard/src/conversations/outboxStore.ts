import { isObject } from "../http/problem";
import type { Outbox } from "./outbox";
import type { Outgoing } from "./thread";

/**
 * What waits to be sent, kept by the browser until it was sent or given up: it survives a reload, a closed tab and a
 * killed one. Each message has a key of its own, so that two tabs never overwrite one another's.
 */
export class OutboxStore {
  readonly #prefix: string;

  constructor(userId: number) {
    this.#prefix = `netia:outbox:${userId}:`;
  }

  /** Everything kept, of this tab and of others, in the order it was written. */
  load(): Outbox {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => readOutgoing(localStorage.getItem(key)))
      .filter((outgoing) => outgoing !== null)
      .toSorted((one, other) => one.sent_at.localeCompare(other.sent_at));
  }

  /** Writes what differs between two states of the outbox. */
  save(before: Outbox, after: Outbox): void {
    const kept = new Set(after.map((outgoing) => outgoing.client_id));
    for (const { client_id } of before) if (!kept.has(client_id)) localStorage.removeItem(this.#prefix + client_id);
    for (const outgoing of after) if (!before.includes(outgoing)) this.#keep(outgoing);
  }

  /** Hears of messages that another tab has sent or given up. */
  onRemoved(listener: (clientId: string) => void): () => void {
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key?.startsWith(this.#prefix) && newValue === null) listener(key.slice(this.#prefix.length));
    };
    window.addEventListener("storage", hear);
    return () => window.removeEventListener("storage", hear);
  }

  #keep(outgoing: Outgoing): void {
    try {
      localStorage.setItem(this.#prefix + outgoing.client_id, JSON.stringify(outgoing));
    } catch {
      // Full or forbidden: the message still waits in this page, only a reload would lose it.
    }
  }
}

function readOutgoing(text: string | null): Outgoing | null {
  try {
    const raw: unknown = JSON.parse(text ?? "null");
    return isOutgoing(raw) ? raw : null;
  } catch {
    return null;
  }
}

function isOutgoing(raw: unknown): raw is Outgoing {
  const texts = ["client_id", "conversation_id", "body", "sent_at", "state"];
  return isObject(raw) && texts.every((key) => typeof raw[key] === "string");
}
