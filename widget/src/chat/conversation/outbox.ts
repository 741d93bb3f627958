import { isRecord } from "../../shared/bridge";
import { type KeyValues, readJson } from "../../shared/storage";
import { isSame, UNKNOWN_VISITOR, type Visitor } from "../visitor/visitor";
import type { Message } from "./message";

/** A message the visitor has written and the server has not yet confirmed. */
export interface Outgoing {
  /** Makes sending it twice the same as sending it once. */
  client_id: string;
  /** Its place among the messages of this browser that wait. Unlike `sent_at` it does not trust the clock. */
  order: number;
  body: string;
  sent_at: string;
  metadata: Record<string, unknown> | null;
  /** Nobody else may send it. */
  writer: Visitor;
  /** Found in storage: an earlier page wrote it, or another tab. */
  kept: boolean;
  /** Waiting messages go out by themselves; a refused one only when the visitor asks. */
  state: "waiting" | "refused";
  problem: string | null;
}

/** In the order they were written. */
export type Outbox = readonly Outgoing[];

export function queued(outbox: Outbox, outgoing: Outgoing): Outbox {
  if (outbox.some((other) => other.client_id === outgoing.client_id)) return outbox;
  return [...outbox, outgoing].sort(
    (one, other) => one.order - other.order || one.sent_at.localeCompare(other.sent_at),
  );
}

export function nextToSend(outbox: Outbox): Outgoing | undefined {
  return outbox.find((outgoing) => outgoing.state === "waiting");
}

export function refused(outbox: Outbox, clientId: string, problem: string): Outbox {
  return outbox.map((outgoing) =>
    outgoing.client_id === clientId ? { ...outgoing, state: "refused", problem } : outgoing,
  );
}

export function retried(outbox: Outbox, clientId: string): Outbox {
  return outbox.map((outgoing) =>
    outgoing.client_id === clientId ? { ...outgoing, state: "waiting", problem: null } : outgoing,
  );
}

export function withdrawn(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((outgoing) => outgoing.client_id !== clientId);
}

/** What is the visitor's by now, under the name and the customer they have by now. */
export function claimed(outbox: Outbox, visitor: Visitor): Outbox {
  return outbox
    .filter((outgoing) => isSame(outgoing.writer, visitor) || follows(outgoing, visitor))
    .map((outgoing) => signed(outgoing, visitor.externalId, visitor.customerId ?? outgoing.writer.customerId));
}

/** An anonymous visitor may get a name while the page is open: what was written here is still theirs. */
function follows({ kept, writer }: Outgoing, visitor: Visitor): boolean {
  if (kept || writer.externalId !== null) return false;
  return writer.customerId === null || visitor.externalId !== null;
}

/** The server does not know the writer's customer any more; the next message makes another. */
export function orphaned(outbox: Outbox): Outbox {
  return outbox.map((outgoing) => signed(outgoing, null, null));
}

function signed(outgoing: Outgoing, name: string | null, customerId: string | null): Outgoing {
  const { writer } = outgoing;
  const externalId = name ?? writer.externalId;
  if (writer.externalId === externalId && writer.customerId === customerId) return outgoing;
  return { ...outgoing, writer: { externalId, customerId } };
}

/** The stored message takes its waiting copy out, whichever way it came. */
export function confirmed(outbox: Outbox, message: Message): Outbox {
  const clientId = message.client_id ?? twin(outbox, message)?.client_id;
  return clientId === undefined ? outbox : withdrawn(outbox, clientId);
}

/** A server that does not return the client's id still returns its time to the second. */
function twin(outbox: Outbox, message: Message): Outgoing | undefined {
  if (message.user_id !== null || message.sent_at === null) return undefined;
  const second = message.sent_at.slice(0, 19);
  return outbox.find((outgoing) => outgoing.body === message.body && outgoing.sent_at.slice(0, 19) === second);
}

/** Keeps each message under a key of its own, so that two tabs never overwrite one another's. */
export class OutboxStore {
  private readonly prefix: string;

  constructor(
    private readonly store: KeyValues,
    accountId: string,
    inboxId: string | null,
  ) {
    this.prefix = `netia:outbox:${accountId}:${inboxId ?? "primary"}:`;
  }

  load(): Outbox {
    const found = this.store
      .keys()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => readOutgoing(readJson(this.store, key)));
    return found.filter((outgoing) => outgoing !== null).reduce(queued, []);
  }

  /** What this visitor has left waiting. */
  loadOf(visitor: Visitor): Outbox {
    return this.load().filter((outgoing) => isSame(outgoing.writer, visitor));
  }

  /**
   * Drops what an earlier version kept, which did not note the writer: with a customer in this browser who has a name
   * it may be theirs, and whoever uses the browser next without one would send it as their own.
   */
  dropUnsigned(): void {
    for (const key of this.store.keys()) {
      const kept = key.startsWith(this.prefix) ? readJson(this.store, key) : null;
      if (isRecord(kept) && !isRecord(kept["writer"])) this.store.remove(key);
    }
  }

  /** The message that is kept under a key of the storage, or null when the key is not of this outbox. */
  clientId(key: string | null): string | null {
    return key?.startsWith(this.prefix) ? key.slice(this.prefix.length) : null;
  }

  /** The place of the message that is written next: behind all that wait, in other tabs, too. */
  nextOrder(): number {
    return (this.load().at(-1)?.order ?? 0) + 1;
  }

  /** Writes what differs between two states of the outbox. */
  save(before: Outbox, after: Outbox): void {
    if (before === after) return;
    for (const outgoing of after) {
      if (!before.includes(outgoing)) this.store.set(this.prefix + outgoing.client_id, JSON.stringify(outgoing));
    }
    const kept = new Set(after.map((outgoing) => outgoing.client_id));
    for (const { client_id } of before) if (!kept.has(client_id)) this.store.remove(this.prefix + client_id);
  }
}

function readOutgoing(value: unknown): Outgoing | null {
  if (!isRecord(value)) return null;
  const { client_id, order, body, sent_at, metadata, writer, state, problem } = value;
  if (typeof client_id !== "string" || typeof body !== "string" || typeof sent_at !== "string") return null;
  return {
    client_id,
    // Those of an earlier version have none: they were written before all that do.
    order: typeof order === "number" ? order : 0,
    body,
    sent_at,
    metadata: isRecord(metadata) ? metadata : null,
    writer: readVisitor(writer),
    kept: true,
    state: state === "refused" ? "refused" : "waiting",
    problem: typeof problem === "string" ? problem : null,
  };
}

function readVisitor(value: unknown): Visitor {
  if (!isRecord(value)) return UNKNOWN_VISITOR;
  const { externalId, customerId } = value;
  return {
    externalId: typeof externalId === "string" ? externalId : null,
    customerId: typeof customerId === "string" ? customerId : null,
  };
}
