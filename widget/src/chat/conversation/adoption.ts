import { visitor } from "../app/state";
import type { Store } from "../app/store";
import { isUnchanged } from "../visitor/visitor";
import type { Outbox, OutboxStore, Outgoing } from "./outbox";

/**
 * Does the work while this tab holds the name among all tabs, which may have to wait for the tab that holds it. False
 * where the browser offers no such locks: then the work was not done.
 */
export type Holding = (name: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Takes over what other tabs have left waiting. A message is its tab's as long as that holds the message's lock, and
 * the browser frees the lock when the tab ends, however it ends. Without locks nobody knows which tab is alive. Then
 * messages are taken over after a break, by a page that follows a conversation: there the client's id makes sending one
 * twice the same as sending it once, whereas two tabs could begin two conversations.
 */
export class Adoption {
  /** The messages of this page, and what ends the hold on each. */
  private readonly held = new Map<string, () => void>();
  /** The messages of other tabs that this one waits for. */
  private readonly awaited = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly outboxes: Pick<OutboxStore, "loadOf" | "clientId">,
    private readonly holding: Holding,
  ) {}

  start(): void {
    this.store.subscribe((after, before) => {
      if (after.outbox !== before.outbox) this.guard();
      // What is kept for whom the visitor has turned out to be is theirs as if the page had just been opened.
      if (!isUnchanged(visitor(before), visitor(after))) for (const outgoing of this.left()) this.adopt(outgoing);
    });
    this.guard();
    this.look();
  }

  /** Another tab has written, or taken out, what it keeps under this key. */
  keptElsewhere(key: string | null, value: string | null): void {
    const clientId = this.outboxes.clientId(key);
    if (clientId === null) return;
    if (value === null) this.store.dispatch({ type: "withdrawn", clientId });
    else this.look();
  }

  /** After a break, or when somebody looks at the page again. */
  resume(): void {
    this.look(() => {
      if (this.store.state.thread !== null) for (const outgoing of this.left()) this.adopt(outgoing);
    });
  }

  private look(withoutLocks: () => void = () => {}): void {
    for (const { client_id: clientId } of this.left()) {
      if (this.awaited.has(clientId)) continue;
      this.awaited.add(clientId);
      void this.holding(lockOf(clientId), () => this.take(clientId)).then((isLocked) => {
        this.awaited.delete(clientId);
        if (!isLocked) withoutLocks();
      });
    }
  }

  /** What is kept for this visitor and does not wait in this page. */
  private left(): Outbox {
    const here = new Set(this.store.state.outbox.map(({ client_id }) => client_id));
    return this.outboxes.loadOf(visitor(this.store.state)).filter(({ client_id }) => !here.has(client_id));
  }

  /** With the message's lock: settled when the message, if it is still there, waits in this page no longer. */
  private take(clientId: string): Promise<void> {
    const outgoing = this.left().find(({ client_id }) => client_id === clientId);
    if (outgoing === undefined) return Promise.resolve();
    const gone = this.untilGone(clientId);
    this.adopt(outgoing);
    return gone;
  }

  private adopt(outgoing: Outgoing): void {
    this.store.dispatch({ type: "queued", outgoing });
  }

  /** Holds the locks of what waits in this page, and of nothing else. */
  private guard(): void {
    const here = new Set(this.store.state.outbox.map(({ client_id }) => client_id));
    for (const [clientId, end] of this.held) {
      if (here.has(clientId)) continue;
      this.held.delete(clientId);
      end();
    }
    for (const clientId of here) {
      if (this.held.has(clientId)) continue;
      const gone = this.untilGone(clientId);
      void this.holding(lockOf(clientId), () => gone);
    }
  }

  private untilGone(clientId: string): Promise<void> {
    return new Promise((resolve) => this.held.set(clientId, resolve));
  }
}

function lockOf(clientId: string): string {
  return `netia:outgoing:${clientId}`;
}
