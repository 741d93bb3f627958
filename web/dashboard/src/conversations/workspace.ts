import { asProblem } from "../http/problem";
import { type FeedPage, fetchFeed, parseFeedPage } from "../live/feed";
import { type LiveEvent, LiveSocket } from "../live/socket";
import { type Typists, typingDone, typingExpired, typingReceived } from "../live/typing";
import type { Me, SignedIn } from "../session/api";
import { createStore } from "../ui/store";
import { Attention } from "./attention";
import { filterKey, type ListFilter } from "./buckets";
import { Inbox } from "./inbox";
import { Reads } from "./reads";
import { Sender } from "./sender";
import type { InboxState } from "./state";
import { translate } from "./translate";
import type { Message } from "./types";

const feedPagesAtMost = 50;
const cursorMovesEveryMs = 60_000;

/** What a signed-in agent works with: the inbox, what is being sent, and the live connection that keeps both true. */
export class Workspace {
  readonly inbox = new Inbox();
  readonly sender: Sender;
  readonly socket: LiveSocket;
  readonly online = createStore<ReadonlySet<string>>(new Set());
  readonly typists = createStore<Typists>({});
  /** The conversation that somebody chose last, as a new object each time: its composer takes the focus. */
  readonly chosen = createStore<{ id: string } | null>(null);
  readonly attention = new Attention(() => this.#seen());
  /** Called for every new message of a customer. */
  onCustomerMessage: (message: Message) => void = () => undefined;
  readonly me: Me;
  /** What is on screen, for a reload to bring back. */
  #shown: { filters: Map<string, ListFilter>; threadId: string | null } = { filters: new Map(), threadId: null };
  readonly #reads: Reads;
  #cursor: string | null = null;
  /** Whether what is known reaches up to the cursor: until something was read whole, events alone do not make it so. */
  #isWhole = false;
  /** Whether anything happened since the cursor moved last. */
  #hasNews = false;
  #timers: number[] = [];
  /** Conversations marked unread by hand stay so until they are opened again. */
  #keptUnread: string | null = null;

  constructor({ me, sessionId }: SignedIn) {
    this.me = me;
    this.sender = new Sender(this.inbox, { userId: me.id, sessionId });
    const place = { accountId: me.account_id, sessionId, cursor: () => this.#cursor };
    this.socket = new LiveSocket(place, {
      onEvent: (event) => {
        this.#hasNews = true;
        this.#apply(event);
      },
      onJoined: (reply) => this.#joined(reply),
      onRefused: () => {
        // The cursor may be the reason. Joining without one, and reading everything anew, works whatever it was.
        this.#cursor = null;
      },
      onPresence: (keys) => this.online.update(() => keys),
    });
    this.#reads = new Reads(this.inbox, me.id, (id) => this.socket.markRead(id));
  }

  open(): void {
    this.socket.open();
    this.inbox.recount();
    window.addEventListener("online", this.sender.resume);
    document.addEventListener("visibilitychange", this.#visibilityChanged);
    this.#timers = [
      window.setInterval(() => this.typists.update((typists) => typingExpired(typists, Date.now())), 1_000),
      window.setInterval(this.#follow, cursorMovesEveryMs),
    ];
  }

  close(): void {
    window.removeEventListener("online", this.sender.resume);
    document.removeEventListener("visibilitychange", this.#visibilityChanged);
    this.attention.reset();
    for (const timer of this.#timers) window.clearInterval(timer);
    this.sender.stop();
    this.#reads.stop();
    this.inbox.stop();
    this.socket.close();
  }

  showList(filter: ListFilter): void {
    this.#shown.filters = new Map([[filterKey(filter), filter]]);
    void this.inbox.openList(filter);
  }

  /** Somebody wants to work in the conversation, by a click or a key; whoever calls this shows it next. */
  choose(id: string): void {
    this.chosen.update(() => ({ id }));
    if (id !== this.#shown.threadId) return;
    this.#keptUnread = null;
    this.attention.attend();
  }

  /** Opens a conversation on screen: loads it, follows its typing, and marks it read once somebody attends to it. */
  async showThread(id: string | null): Promise<void> {
    this.#shown.threadId = id;
    this.#keptUnread = null;
    this.attention.reset();
    if (id !== null && this.chosen.get()?.id === id) this.attention.attend();
    else this.chosen.update(() => null);
    this.socket.watch(id);
    if (id === null) return;
    await this.#openThread(id);
  }

  async #openThread(id: string): Promise<void> {
    await this.inbox.openThread(id);
    this.#seen();
    if (id === this.#shown.threadId) this.attention.look();
  }

  async markUnread(id: string): Promise<void> {
    this.#keptUnread = id;
    this.#reads.forget(id);
    await this.inbox.change(id, { read: false });
  }

  #visibilityChanged = (): void => {
    this.#seen();
    if (this.#shown.threadId !== null) this.attention.look();
  };

  /** Marks the conversation on screen read, when somebody attends to it and can see it. */
  #seen = (): void => {
    const id = this.#shown.threadId;
    if (id === null || id === this.#keptUnread || !this.attention.isAttended) return;
    if (document.visibilityState !== "visible") return;
    const conversation = this.inbox.store.get().conversations[id];
    if (conversation !== undefined) this.#reads.mark(conversation);
  };

  async #joined(reply: unknown): Promise<void> {
    const page = parseFeedPage(reply);
    if (!this.#isWhole || this.#cursor === null || page.reload) await this.#reload(page.cursor);
    else await this.#resume(page);
    this.inbox.recount();
    this.sender.resume();
    this.#reads.resume();
    this.#seen();
  }

  async #resume(page: FeedPage): Promise<void> {
    for (const event of page.events) this.#apply(event);
    if (page.cursor !== null) this.#cursor = page.cursor;
    // The answer to the join holds nothing of what was missed; the feed may.
    else await this.#readOn();
  }

  /** Reads what the feed has after the cursor, or everything when it cannot answer. */
  async #readOn(): Promise<void> {
    if (!this.#isWhole || !(await this.#advance())) await this.#reload(null);
  }

  /**
   * Reads everything anew. The place comes first and the answers after it, so that nothing falls in between: whatever
   * happens behind the place is pushed live, or by the next join.
   */
  async #reload(cursor: string | null): Promise<void> {
    this.#cursor = cursor ?? this.#cursor;
    this.#isWhole = false;
    if (!(await this.inbox.reload([...this.#shown.filters.values()], this.#shown.threadId))) return;
    this.#isWhole = true;
    // What was opened since then.
    const { lists, threads } = this.inbox.store.get();
    const { filters, threadId } = this.#shown;
    for (const [key, filter] of filters) if (lists[key] === undefined) void this.inbox.openList(filter);
    if (threadId !== null && threads[threadId] === undefined) void this.#openThread(threadId);
  }

  /** Applies what the feed has after the cursor, and moves the cursor behind it. Answers false when it cannot answer. */
  async #advance(): Promise<boolean> {
    for (let pages = 0; pages < feedPagesAtMost && this.#cursor !== null; pages += 1) {
      const after = this.#cursor;
      const page = await this.inbox.answered(
        () => this.#fetchFeed(after),
        ({ events }) => {
          for (const event of events) this.#apply(event);
        },
      );
      if (page === null) return true;
      this.#cursor = page.cursor;
      if (page.reload) return false;
      if (page.events.length === 0) return true;
    }
    return true;
  }

  async #fetchFeed(after: string): Promise<FeedPage> {
    try {
      const page = await fetchFeed(after);
      return { ...page, cursor: page.cursor ?? after };
    } catch (thrown) {
      if (asProblem(thrown).isTransient) throw thrown;
      // The server cannot read this cursor any more, or has no feed at all: the next join begins without one.
      return { events: [], cursor: null, reload: true };
    }
  }

  /** Keeps the cursor near the present, so that a short break needs a short answer; also repairs what a socket lost unnoticed. */
  #follow = (): void => {
    this.#reads.resume();
    if (!this.#hasNews || this.socket.connection.get() !== "live") return;
    this.#hasNews = false;
    this.#readOn().catch(() => {
      // The next look asks again; until then what happens is pushed live all the same.
      this.#hasNews = true;
    });
  };

  #apply(live: LiveEvent): void {
    if (live.event === "typing") {
      this.typists.update((typists) => typingReceived(typists, live.payload, this.me.id, Date.now()));
    }
    const before = this.inbox.store.get();
    const { changes, unknown } = translate(before, live);
    this.inbox.applyAll(changes);
    if (unknown !== null) void this.inbox.lookUp(unknown);
    for (const change of changes) {
      if (change.type === "message_added") this.#messageReceived(change.message, before.conversations);
      if (change.type === "conversation_changed") this.#conversationChanged(change.id);
    }
  }

  #messageReceived(message: Message, known: InboxState["conversations"]): void {
    const id = message.conversation_id;
    const before = known[id];
    const isNews = before === undefined || message.seq === 0 || message.seq > before.last_seq;
    const author = message.customer_id === null ? `user:${message.user_id}` : `customer:${message.customer_id}`;
    this.typists.update((typists) => typingDone(typists, id, message.type === "bot" ? "bot:ai" : author));
    if (this.inbox.store.get().threads[id]?.needsCatchUp === true) void this.inbox.catchUp(id);
    if (!isNews) return;
    this.inbox.recount();
    if (message.customer_id !== null) this.onCustomerMessage(message);
    if (id === this.#shown.threadId) this.#seen();
  }

  #conversationChanged(id: string): void {
    this.inbox.recount();
    if (id === this.#shown.threadId) this.#seen();
  }
}
