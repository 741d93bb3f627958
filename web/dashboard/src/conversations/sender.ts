import { backOff } from "../http/backoff";
import { asProblem, type ProblemError } from "../http/problem";
import { newUuid } from "../http/uuid";
import { session } from "../session/session";
import { sendMessage } from "./api";
import type { Inbox } from "./inbox";
import { discarded, type Outbox, queued, restored, sendable, withState } from "./outbox";
import { OutboxStore } from "./outboxStore";
import type { Outgoing } from "./thread";

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
/** A server that asks for more patience than this is asked again all the same: a customer waits for the answer. */
const longestAskedMs = 120_000;

/** What a message that could not be delivered waits for. */
interface Pause {
  /** Attempts in a row that came to nothing. */
  failures: number;
  timer: number;
  /** The server set how long: coming back earlier would not help it. */
  isAskedFor: boolean;
}

/** Whose messages are sent, and under which log-in: they never go out in the name of another. */
export interface Writer {
  userId: number;
  sessionId: string;
}

/**
 * Sends what agents write: at once when the server can be reached, later when it cannot, and once only, because the
 * server recognises the client id of a repeat. What waits survives a reload of the page and the end of the tab, and
 * waits as long as it takes: only a refusal that is final hands a message back to its writer.
 */
export class Sender {
  readonly #inbox: Inbox;
  readonly #stored: OutboxStore;
  readonly #sessionId: string;
  #lastKept: Outbox = [];
  readonly #unsubscribe: (() => void)[];
  readonly #pauses = new Map<string, Pause>();
  #isStopped = false;

  constructor(inbox: Inbox, { userId, sessionId }: Writer) {
    this.#inbox = inbox;
    this.#stored = new OutboxStore(userId);
    this.#sessionId = sessionId;
    this.#unsubscribe = [
      this.#stored.onRemoved((clientId) => this.discard(clientId)),
      inbox.store.subscribe(this.#keep),
    ];
    this.#adopt();
  }

  /** When the server may be back: sends what waits here, and what tabs left that are gone. */
  resume = (): void => {
    for (const [clientId, pause] of this.#pauses) if (!pause.isAskedFor) this.#endPause(clientId);
    this.#adopt();
    this.flush();
  };

  send(conversationId: string, body: string, isPrivate: boolean): void {
    // What another tab has written before and could not send yet goes first.
    this.#adopt();
    const outgoing: Outgoing = {
      client_id: newUuid(),
      conversation_id: conversationId,
      body,
      private: isPrivate,
      sent_at: new Date().toISOString(),
      place: this.#stored.nextPlace(),
      state: "queued",
      reason: null,
    };
    this.#change((outbox) => queued(outbox, outgoing));
    this.flush();
  }

  /** Sends a message that was refused, or waits, because its writer asks for it. */
  retry(clientId: string): void {
    this.#endPause(clientId);
    this.#change((outbox) => withState(outbox, clientId, "queued"));
    this.flush();
  }

  discard(clientId: string): void {
    this.#endPause(clientId);
    this.#change((outbox) => discarded(outbox, clientId));
  }

  /** Sends whatever is due. */
  flush(): void {
    if (this.#isStopped || !this.#isWritersSession()) return;
    // Looks anew after each: every change may set off another round, which sends the next one itself.
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.#deliver(next);
  }

  /** Sends nothing any more. What is on its way stays kept until it is known to have arrived. */
  stop(): void {
    this.#isStopped = true;
    for (const clientId of [...this.#pauses.keys()]) this.#endPause(clientId);
    for (const stop of this.#unsubscribe) stop();
  }

  #next(): Outgoing | undefined {
    return sendable(this.#inbox.store.get().outbox).find(({ client_id }) => !this.#isPausing(client_id));
  }

  #deliver(outgoing: Outgoing): void {
    const clientId = outgoing.client_id;
    this.#change((outbox) => withState(outbox, clientId, "sending", outgoing.reason));
    sendMessage(outgoing).then(
      (message) => {
        this.#stored.forget(clientId);
        if (message !== null) this.#inbox.applyAll([{ type: "message_added", message }]);
        this.discard(clientId);
      },
      (thrown: unknown) => {
        if (!this.#isStopped) this.#failed(clientId, asProblem(thrown));
      },
    );
  }

  #failed(clientId: string, problem: ProblemError): void {
    // The live event may have confirmed it before the answer got lost.
    if (!this.#inbox.store.get().outbox.some((item) => item.client_id === clientId)) return;
    const id = problem.requestId === null ? "" : ` (request ${problem.requestId})`;
    if (!this.#isWritersSession()) {
      this.#change((outbox) => withState(outbox, clientId, "queued"));
    } else if (problem.isTransient) {
      this.#pause(clientId, problem);
      this.#change((outbox) => withState(outbox, clientId, "queued", problem.message + id));
    } else {
      this.#pauses.delete(clientId);
      this.#change((outbox) => withState(outbox, clientId, "failed", problem.reason + id));
    }
  }

  #pause(clientId: string, { retryAfterMs }: ProblemError): void {
    const failures = (this.#pauses.get(clientId)?.failures ?? 0) + 1;
    const asked = Math.min(retryAfterMs ?? 0, longestAskedMs);
    const ms = Math.max(backOff(failures, firstPauseMs, longestPauseMs), asked);
    const timer = window.setTimeout(() => {
      this.#pauses.set(clientId, { failures, timer: 0, isAskedFor: false });
      this.flush();
    }, ms);
    this.#pauses.set(clientId, { failures, timer, isAskedFor: retryAfterMs !== null });
  }

  #isPausing(clientId: string): boolean {
    return (this.#pauses.get(clientId)?.timer ?? 0) !== 0;
  }

  #endPause(clientId: string): void {
    window.clearTimeout(this.#pauses.get(clientId)?.timer);
    this.#pauses.delete(clientId);
  }

  #isWritersSession(): boolean {
    return session.id() === this.#sessionId;
  }

  #adopt(): void {
    const known = new Set(this.#inbox.store.get().outbox.map(({ client_id }) => client_id));
    const left = this.#stored.load().filter(({ client_id }) => !known.has(client_id));
    if (left.length > 0) this.#change((outbox) => queued(outbox, ...restored(left)));
  }

  #change(change: (outbox: Outbox) => Outbox): void {
    this.#inbox.apply({ type: "outbox_changed", change });
  }

  /**
   * However the outbox changed: a live event may confirm a message before the answer does, and its writer or another
   * tab may take one away. What waited behind it is due then.
   */
  #keep = (): void => {
    const before = this.#lastKept;
    const { outbox } = this.#inbox.store.get();
    if (outbox === before) return;
    this.#stored.save(before, outbox);
    this.#lastKept = outbox;
    const left = new Set(outbox.map(({ client_id }) => client_id));
    if (before.some(({ client_id }) => !left.has(client_id))) this.flush();
  };
}
