import { asProblem } from "../http/problem";
import { newUuid } from "../http/uuid";
import { sendMessage } from "./api";
import type { Inbox } from "./inbox";
import { discarded, type Outbox, queued, restored, sendable, withState } from "./outbox";
import { OutboxStore } from "./outboxStore";
import type { Outgoing } from "./thread";

const retryAfterMs = 3_000;
/** How often a server that answers with a fault is asked again before the agent has to decide. */
const faultsInARow = 3;

/**
 * Sends what agents write: at once when the server can be reached, later when it cannot, and once only, because the
 * server recognises the client id of a repeat. What waits survives a reload of the page and the end of the tab.
 */
export class Sender {
  readonly #inbox: Inbox;
  readonly #kept: OutboxStore;
  #lastKept: Outbox = [];
  readonly #stopHearing: (() => void)[];
  #faults = new Map<string, number>();
  #timer: number | null = null;

  constructor(inbox: Inbox, userId: number) {
    this.#inbox = inbox;
    this.#kept = new OutboxStore(userId);
    this.#stopHearing = [this.#kept.onRemoved((clientId) => this.discard(clientId)), inbox.store.subscribe(this.#keep)];
    this.#adopt();
  }

  /** After a break: sends what waits here, and what tabs left that are gone. */
  resume(): void {
    this.#adopt();
    this.flush();
  }

  #adopt(): void {
    const known = new Set(this.#inbox.store.get().outbox.map(({ client_id }) => client_id));
    const left = this.#kept.load().filter(({ client_id }) => !known.has(client_id));
    if (left.length > 0) this.#change((outbox) => [...outbox, ...restored(left)]);
  }

  send(conversationId: string, body: string, isPrivate: boolean): void {
    const outgoing: Outgoing = {
      client_id: newUuid(),
      conversation_id: conversationId,
      body,
      private: isPrivate,
      sent_at: new Date().toISOString(),
      state: "queued",
      reason: null,
    };
    this.#change((outbox) => queued(outbox, outgoing));
    this.flush();
  }

  retry(clientId: string): void {
    this.#faults.delete(clientId);
    this.#change((outbox) => withState(outbox, clientId, "queued"));
    this.flush();
  }

  discard(clientId: string): void {
    this.#change((outbox) => discarded(outbox, clientId));
  }

  /** Sends everything that waits; call it whenever the server may be back. */
  flush = (): void => {
    for (const outgoing of sendable(this.#inbox.store.get().outbox)) {
      this.#change((outbox) => withState(outbox, outgoing.client_id, "sending"));
      sendMessage(outgoing).then(
        (message) => {
          if (message !== null) this.#inbox.apply({ type: "message_added", message });
          this.discard(outgoing.client_id);
          this.flush();
        },
        (thrown: unknown) => this.#failed(outgoing, thrown),
      );
    }
  };

  stop(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    for (const stop of this.#stopHearing) stop();
  }

  #failed(outgoing: Outgoing, thrown: unknown): void {
    const problem = asProblem(thrown);
    // Our server names the request in every refusal. What does not is a proxy whose server is away: wait, do not count.
    const faults = (this.#faults.get(outgoing.client_id) ?? 0) + (problem.requestId === null ? 0 : 1);
    this.#faults.set(outgoing.client_id, faults);
    if (problem.isTransient && faults < faultsInARow) {
      this.#change((outbox) => withState(outbox, outgoing.client_id, "queued"));
      this.#timer ??= window.setTimeout(() => {
        this.#timer = null;
        this.flush();
      }, retryAfterMs);
    } else {
      const id = problem.requestId === null ? "" : ` (request ${problem.requestId})`;
      this.#change((outbox) => withState(outbox, outgoing.client_id, "failed", problem.message + id));
    }
  }

  #change(change: (outbox: Outbox) => Outbox): void {
    this.#inbox.apply({ type: "outbox_changed", change });
  }

  /** However the outbox changed: a live event may confirm a message before the answer does. */
  #keep = (): void => {
    const { outbox } = this.#inbox.store.get();
    if (outbox === this.#lastKept) return;
    this.#kept.save(this.#lastKept, outbox);
    this.#lastKept = outbox;
  };
}
