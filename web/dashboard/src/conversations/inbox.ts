import { asProblem, type ProblemError } from "../http/problem";
import { Repeats } from "../http/repeats";
import { createStore } from "../ui/store";
import * as api from "./api";
import { filterKey, type ListFilter } from "./buckets";
import { emptyInbox, type InboxEvent, type InboxState, reduce } from "./state";
import { caughtUp, olderLoaded } from "./thread";
import type { Conversation, ConversationChange, Message } from "./types";

const noCounts: api.UnreadCounts = { byBucket: {}, byInbox: {} };
const recountAfterMs = 1_000;
/** The most messages the server gives at once; a thread that lacks more is loaded anew. */
const catchUpAtMost = 200;

/** The inbox's one store, and everything that loads into it or changes a conversation. */
export class Inbox {
  readonly store = createStore<InboxState>(emptyInbox);
  readonly counts = createStore<api.UnreadCounts>(noCounts);
  #recount: number | null = null;
  /** Loads under way, so that asking twice asks once. */
  #loads = new Map<string, Promise<void>>();
  readonly #repeats = new Repeats();

  /** For each answer under way: what was received since it was asked for. */
  readonly #meanwhile = new Set<InboxEvent[]>();
  #reloadsBegun = 0;
  /** Answers that were asked for before the last reload are older than what it brought. */
  #reloadsDone = 0;

  apply = (event: InboxEvent): void => this.store.update((state) => reduce(state, event));

  /** Applies what somebody did; answers under way, which may be older, do not undo it. */
  applyAll(events: readonly InboxEvent[]): void {
    for (const arrived of this.#meanwhile) arrived.push(...events);
    events.forEach(this.apply);
  }

  /**
   * Takes up an answer, and then once more what was received while it was on its way, which may be newer. Answers null
   * when a reload was faster, which has made the answer old.
   */
  async answered<T>(ask: () => Promise<T>, take: (answer: T) => void): Promise<T | null> {
    const arrived: InboxEvent[] = [];
    const reload = this.#reloadsDone;
    this.#meanwhile.add(arrived);
    const answer = await ask().finally(() => this.#meanwhile.delete(arrived));
    if (reload !== this.#reloadsDone) return null;
    take(answer);
    this.applyAll(arrived);
    return answer;
  }

  openList(filter: ListFilter): Promise<void> {
    return this.#once(`list ${filterKey(filter)}`, () => this.#loadList(filter, null));
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
    const failed = (problem: ProblemError): InboxEvent => ({ type: "list_failed", key, problem });
    await this.answered(() => orProblem(listAnswer(filter, after), failed), this.apply);
  }

  openThread(id: string): Promise<void> {
    if (this.store.get().threads[id]?.status === "ready") return this.catchUp(id);
    return this.#once(`thread ${id}`, async () => {
      this.apply({ type: "thread_requested", id });
      await this.#loadThread(id);
    });
  }

  async #loadThread(id: string): Promise<void> {
    const failed = (problem: ProblemError): InboxEvent => ({ type: "thread_failed", id, problem });
    await this.answered(() => orProblem(threadAnswer(id), failed), this.apply);
  }

  /** Fetches what lies in a thread's gap, or behind its end, as soon as the server can be asked. */
  catchUp(id: string): Promise<void> {
    const load = async () => {
      const thread = this.store.get().threads[id];
      if (thread !== undefined && !(await this.#loadMissed(id, thread.upTo))) await this.#loadThread(id);
    };
    return this.#repeats.run(`catch up ${id}`, () => this.#once(`catch up ${id}`, load));
  }

  /** Answers false when the whole thread has to be loaded: too much was missed, or the server refuses. */
  async #loadMissed(id: string, upTo: number): Promise<boolean> {
    try {
      const missed = await this.answered(
        () => api.fetchMessagesAfter(id, upTo, catchUpAtMost),
        (messages) => {
          if (messages.length < catchUpAtMost)
            this.apply({ type: "thread_changed", id, change: (known) => caughtUp(known, messages) });
        },
      );
      return missed === null || missed.length < catchUpAtMost;
    } catch (thrown) {
      if (asProblem(thrown).isTransient) throw thrown;
      return false;
    }
  }

  /** One page above the oldest loaded message. Numbers have no holes, so the place of that page is known. */
  loadOlder(id: string): Promise<void> {
    return this.#once(`older ${id}`, async () => {
      const oldest = this.store.get().threads[id]?.messages[0]?.seq ?? 1;
      const after = Math.max(0, oldest - 1 - api.messagePage);
      await this.answered(
        () => api.fetchMessagesAfter(id, after, oldest - 1 - after),
        (older) => this.apply({ type: "thread_changed", id, change: (thread) => olderLoaded(thread, older) }),
      );
    });
  }

  /** Reads a conversation that an event named, as soon as the server can be asked: nobody could open what no list shows. */
  lookUp(id: string): Promise<void> {
    // Refused, it is gone or archived by now, and has no place in a list; whoever opens it gets the refusal.
    return this.#repeats.run(`conversation ${id}`, () => this.fetchUnknown(id));
  }

  /** A conversation this client has not seen yet, without its thread. */
  async fetchUnknown(id: string): Promise<void> {
    const answer = await this.answered(
      () => api.fetchConversation(id),
      ({ conversation }) => this.apply({ type: "conversation_upserted", conversation }),
    );
    // The reload that was faster may have been asked for too early to know of it.
    if (answer === null) await this.fetchUnknown(id);
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
    if (saved !== null) this.applyAll([{ type: "message_updated", message: saved }]);
  }

  async deleteMessage({ id, conversation_id: conversationId, seq }: Message): Promise<void> {
    await api.deleteMessage(id);
    this.applyAll([{ type: "message_deleted", id, conversationId, seq }]);
  }

  async #optimistically(id: string, updates: Partial<Conversation>, work: () => Promise<void>): Promise<void> {
    const before = this.store.get().conversations[id];
    if (before === undefined) return;
    const undo = Object.fromEntries(Object.entries(before).filter(([key]) => key in updates));
    this.applyAll([{ type: "conversation_changed", id, updates }]);
    try {
      await work();
      this.recount();
    } catch (thrown) {
      this.applyAll([{ type: "conversation_changed", id, updates: undo }]);
      throw asProblem(thrown);
    }
  }

  /**
   * Everything on screen anew, when nobody knows what was missed. What the answers do not contain is forgotten: it
   * may have changed as well, and would come back into lists that it left. Until they are there the old stays on screen.
   * Answers false when a later reload overtook this one; throws when the server could not be asked.
   */
  async reload(filters: readonly ListFilter[], threadId: string | null): Promise<boolean> {
    this.#reloadsBegun += 1;
    const mine = this.#reloadsBegun;
    const before = this.store.get().conversations;
    const arrived: InboxEvent[] = [];
    this.#meanwhile.add(arrived);
    const isFinal = (problem: ProblemError) => !problem.isTransient;
    const lists = filters.map((filter) => {
      const failed = (problem: ProblemError): InboxEvent => ({ type: "list_failed", key: filterKey(filter), problem });
      return orProblem(listAnswer(filter, null), failed, isFinal);
    });
    const threads = (threadId === null ? [] : [threadId]).map((id) =>
      orProblem(threadAnswer(id), (problem) => ({ type: "thread_failed", id, problem }), isFinal),
    );
    const answers = await Promise.all([...lists, ...threads]).finally(() => this.#meanwhile.delete(arrived));
    if (mine !== this.#reloadsBegun) return false;
    this.#reloadsDone += 1;
    this.#loads.clear();
    const old = this.store.get().conversations;
    this.store.update(({ outbox }) => [...answers, ...arrived].reduce(reduce, { ...emptyInbox, outbox }));
    this.recount();
    // What came up while the answers were on their way, and is in none of them.
    const left = Object.keys(old).filter((id) => old[id] !== before[id] && !(id in this.store.get().conversations));
    for (const id of left) void this.lookUp(id);
    return true;
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
    this.#repeats.stop();
    if (this.#recount !== null) window.clearTimeout(this.#recount);
  }

  #once(key: string, work: () => Promise<void>): Promise<void> {
    const running = this.#loads.get(key);
    if (running !== undefined) return running;
    const load = work().finally(() => {
      if (this.#loads.get(key) === load) this.#loads.delete(key);
    });
    this.#loads.set(key, load);
    return load;
  }
}

async function listAnswer(filter: ListFilter, after: string | null): Promise<InboxEvent> {
  const { page, conversations } = await api.listConversations(filter, after);
  return { type: "list_loaded", key: filterKey(filter), page, conversations, isFirst: after === null };
}

async function threadAnswer(id: string): Promise<InboxEvent> {
  return { type: "thread_loaded", ...(await api.fetchConversation(id)) };
}

/** A failure is an answer as well, shown in the place of what was asked for; one that is not `shown` is thrown. */
async function orProblem(
  answer: Promise<InboxEvent>,
  failed: (problem: ProblemError) => InboxEvent,
  shown: (problem: ProblemError) => boolean = () => true,
): Promise<InboxEvent> {
  try {
    return await answer;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!shown(problem)) throw problem;
    return failed(problem);
  }
}
