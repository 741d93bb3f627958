import { visitor } from "../app/state";
import type { Store } from "../app/store";
import type { IdentityStore } from "../visitor/identity";
import { type Api, type FirstMessage, isPassing, ProblemError } from "./api";
import { backoff, type Pause } from "./backoff";
import type { Live } from "./live";
import type { Message } from "./message";
import { nextToSend, type Outgoing } from "./outbox";
import type { Session } from "./session";

/** Runs one beginner at a time among all tabs of this browser. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>;

type Outcome = "settled" | "later";

/** A server that asks for more patience than this is asked again all the same. */
const LONGEST_ASKED_MS = 120_000;

/**
 * Takes messages out of the outbox to the server, one after the other, until the outbox is empty. Every step may be
 * repeated after a crash on either side: the client's id makes a message single, and a conversation is looked for
 * before one is made.
 */
export class Delivery {
  private running = false;
  /** How long the server asked to wait when it refused the last attempt, in milliseconds. */
  private asked = 0;

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly identity: IdentityStore,
    private readonly live: Pick<Live, "shout">,
    private readonly session: Session,
    private readonly pause: Pause,
    private readonly exclusively: Exclusively,
    private readonly fields: () => Record<string, unknown>,
  ) {}

  /** Sends what waits. Harmless at any time. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let failures = 0; nextToSend(this.store.state.outbox) !== undefined; ) {
        await this.session.settled();
        const next = nextToSend(this.store.state.outbox);
        if (next === undefined) break;
        if ((await this.deliver(next)) === "settled") {
          failures = 0;
          this.store.dispatch({ type: "answered", answered: true });
        } else await this.pause(Math.max(backoff(failures++), this.asked));
      }
    } finally {
      this.running = false;
      // Nothing is asked any more, whichever way the outbox became empty.
      this.store.dispatch({ type: "answered", answered: true });
    }
  }

  private async deliver(outgoing: Outgoing): Promise<Outcome> {
    this.asked = 0;
    try {
      return this.store.state.thread === null ? await this.begin(outgoing) : await this.shout(outgoing);
    } catch (error) {
      if (isPassing(error)) {
        if (error instanceof ProblemError) this.asked = Math.min(error.retryAfterMs, LONGEST_ASKED_MS);
        this.store.dispatch({ type: "answered", answered: false });
        return "later";
      }
      if (!(error instanceof ProblemError)) throw error;
      return this.refuse(outgoing, error);
    }
  }

  /** A first message fails for good only when it is not the remembered customer that is gone. */
  private async refuse(outgoing: Outgoing, problem: ProblemError): Promise<Outcome> {
    const customerId = this.store.state.customerId;
    if (customerId !== null && !(await this.session.exists(customerId))) {
      this.session.forget(customerId);
      return "later";
    }
    this.store.dispatch({ type: "refused", clientId: outgoing.client_id, problem: problem.message });
    return "settled";
  }

  private begin(outgoing: Outgoing): Promise<Outcome> {
    return this.exclusively<Outcome>(this.identity.beginning, async () => {
      // The lock may have been another tab's for long, and the page be somebody else's by now.
      if (!this.isWaiting(outgoing)) return "settled";
      const known = this.session.customer();
      const customerId = known === null ? await this.create() : await this.describe(known);
      // Another tab, or an earlier attempt whose answer was lost, may have begun already.
      const current = known === null ? null : await this.session.current(customerId);
      const conversation = current ?? (await this.api.createConversation(customerId, spelled(outgoing)));
      // The page may be somebody else's by now; the writer will find it all when they are back.
      if (!this.isWaiting(outgoing)) return "settled";
      this.store.dispatch({ type: "customer", customerId });
      this.session.enter(customerId, conversation);
      return "settled";
    });
  }

  private isWaiting({ client_id }: Outgoing): boolean {
    return this.store.state.outbox.some((other) => other.client_id === client_id && other.state === "waiting");
  }

  private async create(): Promise<string> {
    const { email } = this.store.state;
    // As of now: the page may change hands before the answer.
    const { externalId } = visitor(this.store.state);
    const created = await this.api.createCustomer({ ...this.fields(), ...(email === null ? {} : { email }) });
    this.identity.rememberCustomer(created, externalId);
    return created;
  }

  private async describe(customerId: string): Promise<string> {
    const { email } = this.store.state;
    if (email !== null) await this.api.describeCustomer(customerId, { ...this.fields(), email });
    return customerId;
  }

  private async shout(outgoing: Outgoing): Promise<Outcome> {
    const { customerId, thread } = this.store.state;
    if (customerId === null || thread === null) return "later";
    const answer = await this.live.shout({ ...spelled(outgoing), customer_id: customerId });
    switch (answer.kind) {
      case "later":
        return "later";
      case "refused":
        this.store.dispatch({ type: "refused", clientId: outgoing.client_id, problem: answer.reason });
        return "settled";
      case "stored": {
        const message = storedMessage(outgoing, answer.id, answer.seq, customerId, thread.conversationId);
        this.store.dispatch({ type: "message", message });
        return "settled";
      }
    }
  }
}

function spelled({ body, sent_at, client_id, metadata }: Outgoing): FirstMessage {
  return { body, sent_at, client_id, ...(metadata === null ? {} : { metadata }) };
}

/** The message as it is in the acknowledgement; the live copy that follows replaces it. */
function storedMessage(outgoing: Outgoing, id: string, seq: number, customerId: string, conversation: string): Message {
  return {
    id,
    seq,
    body: outgoing.body,
    type: "reply",
    created_at: outgoing.sent_at,
    sent_at: outgoing.sent_at,
    seen_at: null,
    conversation_id: conversation,
    customer_id: customerId,
    user_id: null,
    user: null,
    attachments: [],
    metadata: outgoing.metadata ?? {},
    client_id: outgoing.client_id,
  };
}
