import { asProblem } from "../http/problem";
import { createStore } from "../ui/store";
import * as api from "./api";
import { filterKey, type ListFilter } from "./buckets";
import { emptyInbox, type InboxEvent, type InboxState, reduce } from "./state";
import { caughtUp, olderLoaded } from "./thread";
import type { Conversation, ConversationChange, Message } from "./types";

const noCounts: api.UnreadCounts = { byBucket: {}, byInbox: {} };
const recountAfterMs = 1_000;

/** The inbox's one store, and everything that loads into it or changes a conversation. */
export class Inbox {
  readonly store = createStore<InboxState>(emptyInbox);
  readonly counts = createStore<api.UnreadCounts>(noCounts);
  #recount: number | null = null;
  /** Loads under way, so that asking twice asks once. */
  #loads = new Map<string, Promise<void>>();

  /** For each answer under way: what was heard since it was asked for. */
  readonly #meanwhile = new Set<InboxEvent[]>();

  apply = (event: InboxEvent): void => this.store.update((state) => reduce(state, event));

  /** Applies what somebody else did; answers under way, which may be older, do not undo it. */
  hear(events: readonly InboxEvent[]): void {
    for (const heard of this.#meanwhile) heard.push(...events);
    events.forEach(this.apply);
  }

  /** Applies an answer, and once more what was heard while it was on its way. */
  async #answered(ask: () => Promise<InboxEvent>): Promise<void> {
    const heard: InboxEvent[] = [];
    this.#meanwhile.add(heard);
    try {
      const answer = await ask();
      this.store.update((state) => [answer, ...heard].reduce(reduce, state));
    } finally {
      this.#meanwhile.delete(heard);
    }
  }

  openList(filter: ListFilter): Promise<void> {
    return this.#once(`list ${filterKey(filter)}`, () => this.#loadList(filter, null));
  }

  /** Loads the list again even when a load is under way, which may have begun too early to know the latest. */
  async refreshList(filter: ListFilter): Promise<void> {
    await this.#loads.get(`list ${filterKey(filter)}`);
    await this.openList(filter);
  }

  loadMore(filter: ListFilter): Promise<void> {
    const next = this.store.get().lists[filterKey(filter)]?.next ?? null;
    return next === null
      ? Promise.resolve()
      : this.#once(`list ${filterKey(filter)}`, () => this.#loadList(filter, next));
  }

  async #loadList(filter: ListFilter, after: string | null): Promise<void> {
    const key = filterKey(filter);
    this.apply({ type: "list_requested", key });
    try {
      await this.#answered(async () => {
        const { page, conversations } = await api.listConversations(filter, after);
        return { type: "list_loaded", key, page, conversations, isFirst: after === null };
      });
    } catch (thrown) {
      this.apply({ type: "list_failed", key, problem: asProblem(thrown) });
    }
  }

  openThread(id: string): Promise<void> {
    if (this.store.get().threads[id]?.status === "ready") return this.catchUp(id);
    return this.#once(`thread ${id}`, async () => {
      this.apply({ type: "thread_requested", id });
      await this.#loadThread(id);
    });
  }

  async #loadThread(id: string): Promise<void> {
    try {
      await this.#answered(async () => ({ type: "thread_loaded", ...(await api.fetchConversation(id)) }));
    } catch (thrown) {
      this.apply({ type: "thread_failed", id, problem: asProblem(thrown) });
    }
  }

  /** Fetches what lies in a thread's gap, or behind its end. */
  catchUp(id: string): Promise<void> {
    return this.#once(`catch up ${id}`, async () => {
      const thread = this.store.get().threads[id];
      if (thread === undefined) return;
      let isTooMuch = false;
      await this.#answered(async () => {
        const missed = await api.fetchMessagesAfter(id, thread.upTo, 200);
        isTooMuch = missed.length >= 200;
        return { type: "thread_changed", id, change: (t) => (isTooMuch ? t : caughtUp(t, missed)) };
      });
      if (isTooMuch) await this.#loadThread(id);
    });
  }

  /** One page above the oldest loaded message. Numbers have no holes, so the place of that page is known. */
  loadOlder(id: string): Promise<void> {
    return this.#once(`older ${id}`, async () => {
      const oldest = this.store.get().threads[id]?.messages[0]?.seq ?? 1;
      const after = Math.max(0, oldest - 1 - api.messagePage);
      const older = await api.fetchMessagesAfter(id, after, oldest - 1 - after);
      this.apply({ type: "thread_changed", id, change: (thread) => olderLoaded(thread, older) });
    });
  }

  /** A conversation this client has not seen yet, without its thread. */
  async fetchUnknown(id: string): Promise<void> {
    await this.#answered(async () => {
      const { conversation } = await api.fetchConversation(id);
      return { type: "conversation_upserted", conversation };
    });
  }

  /** Shows the change at once, and takes it back when the server refuses. */
  async change(id: string, change: ConversationChange): Promise<void> {
    await this.#optimistically(id, change, () => api.updateConversation(id, change));
  }

  async archive(id: string): Promise<void> {
    await this.#optimistically(id, { archived_at: new Date().toISOString() }, () => api.archiveConversation(id));
  }

  async restore(id: string): Promise<void> {
    await this.#optimistically(id, { archived_at: null }, () => api.updateConversation(id, { archived_at: null }));
  }

  async editMessage(message: Message, body: string): Promise<void> {
    const saved = await api.editMessage(message.id, body);
    if (saved !== null) this.apply({ type: "message_updated", message: saved });
  }

  async deleteMessage({ id, conversation_id: conversationId, seq }: Message): Promise<void> {
    await api.deleteMessage(id);
    this.apply({ type: "message_deleted", id, conversationId, seq });
  }

  async #optimistically(id: string, updates: Partial<Conversation>, work: () => Promise<void>): Promise<void> {
    const before = this.store.get().conversations[id];
    if (before === undefined) return;
    const undo = Object.fromEntries(Object.entries(before).filter(([key]) => key in updates));
    this.apply({ type: "conversation_changed", id, updates });
    try {
      await work();
      this.recount();
    } catch (thrown) {
      this.apply({ type: "conversation_changed", id, updates: undo });
      throw asProblem(thrown);
    }
  }

  /** Everything on screen anew: the fallback when the server cannot say what was missed. */
  async reload(filters: Iterable<ListFilter>, threadId: string | null): Promise<void> {
    const stale = this.store.get().threads;
    this.store.update((state) => ({
      ...state,
      lists: {},
      threads: Object.fromEntries(Object.entries(stale).filter(([id]) => id === threadId)),
    }));
    await Promise.all([...filters].map((filter) => this.openList(filter)));
    if (threadId !== null) await this.#loadThread(threadId);
    this.recount();
  }

  /** Fetches the unread counts soon; many events in a row ask once. */
  recount = (): void => {
    if (this.#recount !== null) return;
    this.#recount = window.setTimeout(() => {
      this.#recount = null;
      api.fetchUnreadCounts().then(
        (counts) => this.counts.update(() => counts),
        // Counts are an ornament: the next event asks again.
        () => undefined,
      );
    }, recountAfterMs);
  };

  stop(): void {
    if (this.#recount !== null) window.clearTimeout(this.#recount);
  }

  #once(key: string, work: () => Promise<void>): Promise<void> {
    const running = this.#loads.get(key);
    if (running !== undefined) return running;
    const load = work().finally(() => this.#loads.delete(key));
    this.#loads.set(key, load);
    return load;
  }
}
