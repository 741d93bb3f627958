import { asProblem } from "../http/problem";
import type { Delivery } from "../live/socket";
import { updateConversation } from "./api";
import type { Inbox } from "./inbox";
import type { Conversation } from "./types";

/** A conversation that was read here, until the server knows. */
interface Read {
  /** The newest message that was read; one that came later was not. */
  seq: number;
  before: Pick<Conversation, "read" | "mentions">;
  /** Seen mentions can be sent on the line only. */
  isMentioned: boolean;
}

/**
 * Marks conversations read: at once in this page, and at the server as soon as it can be reached, so that it is not read
 * here and unread for everybody else. What the server refuses is taken back.
 */
export class Reads {
  readonly #inbox: Inbox;
  readonly #me: number;
  readonly #markOnline: (conversationId: string) => Promise<Delivery>;
  readonly #unsent = new Map<string, Read>();

  constructor(inbox: Inbox, me: number, markOnline: (conversationId: string) => Promise<Delivery>) {
    this.#inbox = inbox;
    this.#me = me;
    this.#markOnline = markOnline;
  }

  /** Marks the conversation read, when it is not yet. */
  mark({ id, read, mentions, last_seq: seq }: Conversation): void {
    const unsent = this.#unsent.get(id);
    const isMentioned = mentions.some((mention) => mention.user_id === this.#me && mention.seen_at === null);
    if (read && !isMentioned) {
      if (unsent !== undefined && seq > unsent.seq) this.#markUpTo(id, unsent, seq);
      return;
    }
    const now = new Date().toISOString();
    const seen = mentions.map((m) => (m.user_id === this.#me ? { ...m, seen_at: m.seen_at ?? now } : m));
    this.#unsent.set(id, { seq, before: { read, mentions }, isMentioned: isMentioned || unsent?.isMentioned === true });
    this.#inbox.applyAll([{ type: "conversation_changed", id, updates: { read: true, mentions: seen } }]);
    void this.#send(id);
  }

  /** The agent wants it unread after all. */
  forget(id: string): void {
    this.#unsent.delete(id);
  }

  /** Sends again what may not have reached the server, unless something was written since that was not read here. */
  resume(): void {
    for (const [id, read] of this.#unsent) {
      const now = this.#inbox.store.get().conversations[id];
      if (now === undefined) this.#unsent.delete(id);
      // What was written since waits to be read as well: only then is a mention before it sent.
      else if (!this.#isOvertaken(now, read.seq)) this.#markUpTo(id, read, now.last_seq);
    }
  }

  /** Sends nothing any more: whoever uses the browser next may be somebody else. */
  stop(): void {
    this.#unsent.clear();
  }

  /** Whether somebody else may have written something after `seq`. The reader's own words need no reading. */
  #isOvertaken({ id, last_seq }: Conversation, seq: number): boolean {
    if (last_seq <= seq) return false;
    const thread = this.#inbox.store.get().threads[id];
    if (thread?.status !== "ready" || thread.needsCatchUp) return true;
    return thread.messages.some((message) => message.seq > seq && message.user_id !== this.#me);
  }

  #markUpTo(id: string, read: Read, seq: number): void {
    read.seq = Math.max(read.seq, seq);
    void this.#send(id);
  }

  async #send(id: string): Promise<void> {
    const read = this.#unsent.get(id);
    if (read === undefined) return;
    const online = await this.#markOnline(id);
    const outcome = online === "lost" && this.#unsent.get(id) === read ? await this.#markByRequest(id, read) : online;
    if (outcome === "lost" || this.#unsent.get(id) !== read) return;
    this.#unsent.delete(id);
    if (outcome === "refused") this.#inbox.applyAll([{ type: "conversation_changed", id, updates: read.before }]);
    this.#inbox.recount();
  }

  async #markByRequest(id: string, { isMentioned }: Read): Promise<Delivery> {
    try {
      await updateConversation(id, { read: true });
      return isMentioned ? "lost" : "delivered";
    } catch (thrown) {
      return asProblem(thrown).isTransient ? "lost" : "refused";
    }
  }
}
