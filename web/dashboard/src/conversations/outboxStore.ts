import { isObject } from "../http/problem";
import { inWrittenOrder, type Outbox } from "./outbox";
import type { Outgoing } from "./thread";

/**
 * What waits to be sent, kept by the browser until it was sent or given up: it survives a reload, a closed tab and a
 * killed one. Each message has a key of its own, so that two tabs never overwrite one another's.
 */
export class OutboxStore {
  readonly #prefix: string;
  readonly #placeKey: string;
  #lastPlace = 0;

  constructor(userId: number) {
    this.#prefix = `netia:outbox:${userId}:`;
    this.#placeKey = `netia:outbox-place:${userId}`;
  }

  /** Everything kept, of this tab and of others, in the order it was written. */
  load(): Outbox {
    const kept = Object.keys(localStorage)
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => readOutgoing(localStorage.getItem(key)))
      .filter((outgoing) => outgoing !== null);
    return inWrittenOrder(kept);
  }

  /** The place of what is written now: behind everything written before, also in other tabs. */
  nextPlace(): number {
    const counted = Number(localStorage.getItem(this.#placeKey)) || 0;
    this.#lastPlace = Math.max(this.#lastPlace, counted, this.load().at(-1)?.place ?? 0) + 1;
    this.#write(this.#placeKey, String(this.#lastPlace));
    return this.#lastPlace;
  }

  /** Writes what differs between two states of the outbox. */
  save(before: Outbox, after: Outbox): void {
    const kept = new Set(after.map((outgoing) => outgoing.client_id));
    for (const { client_id } of before) if (!kept.has(client_id)) this.forget(client_id);
    for (const outgoing of after) {
      if (!before.includes(outgoing)) this.#write(this.#prefix + outgoing.client_id, JSON.stringify(outgoing));
    }
  }

  forget(clientId: string): void {
    localStorage.removeItem(this.#prefix + clientId);
  }

  /** Watches for messages that another tab has sent or given up. */
  onRemoved(listener: (clientId: string) => void): () => void {
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key?.startsWith(this.#prefix) && newValue === null) listener(key.slice(this.#prefix.length));
    };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }

  #write(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or forbidden: the message still waits in this page, only a reload would lose it.
    }
  }
}

function readOutgoing(text: string | null): Outgoing | null {
  try {
    const raw: unknown = JSON.parse(text ?? "null");
    // What an earlier version kept has no place: it comes before everything that has one.
    return isOutgoing(raw) ? { ...raw, place: typeof raw.place === "number" ? raw.place : 0 } : null;
  } catch {
    return null;
  }
}

function isOutgoing(raw: unknown): raw is Outgoing {
  const texts = ["client_id", "conversation_id", "body", "sent_at", "state"];
  return isObject(raw) && texts.every((key) => typeof raw[key] === "string");
}
