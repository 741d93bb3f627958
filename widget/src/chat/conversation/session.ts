import { isUuid } from "../../shared/bridge";
import { hasEntered, visitor } from "../app/state";
import type { Store } from "../app/store";
import { JoinAnswers } from "../bridge/joinAnswers";
import { externalId } from "../visitor/fields";
import type { IdentityStore } from "../visitor/identity";
import { type Api, isPassing, ProblemError } from "./api";
import { backoff, type Pause } from "./backoff";
import type { Live } from "./live";
import type { Conversation } from "./message";
import { askedAgain, isIncomplete, missing, type Thread } from "./thread";

/** Finds out who the visitor is and which conversation to show, and follows it. Never makes a record. */
export class Session {
  /** Settled once it is known whether there is a conversation to continue. */
  ready: Promise<void> = Promise.resolve();
  /** The conversation that is not to be continued any more. */
  private left: string | null = null;
  private catchingUp = false;
  private readonly joinAnswers = new JoinAnswers();

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly identity: IdentityStore,
    private readonly live: Pick<Live, "follow" | "followLobby" | "leave">,
    private readonly pause: Pause,
  ) {}

  start(): void {
    this.ready = this.untilAnswered(() => this.restore());
    this.store.subscribe((after, before) => {
      if (hasEntered(before, after)) this.joinAnswers.expect();
      if (isIncomplete(after.thread)) void this.catchUp();
      if (before.thread?.status === "open") this.subscribe();
    });
  }

  /** Waits until it is known who the visitor is and what they continue, whoever asks in between. */
  async settled(): Promise<void> {
    for (let known: Promise<void> | null = null; known !== this.ready; ) {
      known = this.ready;
      await known;
    }
  }

  /** Whether what the host page sent is of the visitor it has now, and not of one whom it has replaced. */
  isCurrent(metadata: Record<string, unknown>): boolean {
    return this.joinAnswers.isCurrent(externalId(metadata), visitor(this.store.state).externalId);
  }

  /** The host page describes its visitor further, who may turn out to be another one. */
  introduce(metadata: Record<string, unknown>): void {
    const isSomebodyElse = this.isSomebodyElse(externalId(metadata));
    if (isSomebodyElse) this.live.leave();
    this.store.dispatch({ type: isSomebodyElse ? "somebody-else" : "metadata", metadata });
    if (isSomebodyElse) this.ready = this.ready.then(() => this.untilAnswered(() => this.restore()));
  }

  /** Whether the name is another visitor's than the one whom the page shows. */
  private isSomebodyElse(name: string | null): boolean {
    const { externalId: given, customerId } = visitor(this.store.state);
    const remembered = customerId === null ? null : this.identity.externalId(customerId);
    return name !== null && [given, remembered].some((known) => known !== null && known !== name);
  }

  /** Another tab has kept something under this key: it may have begun the conversation that is this page's, too. */
  keptElsewhere(key: string | null): void {
    const customerId = this.customer();
    if (customerId !== null && key === this.identity.conversationKey(customerId)) this.refresh();
  }

  /** Another tab, the host page or the team has changed which conversation is current. */
  refresh(): void {
    this.ready = this.ready.then(() => this.untilAnswered(() => this.continue(this.customer())));
  }

  /** The host page identifies the visitor. */
  become(customerId: string): void {
    if (!isUuid(customerId) || customerId === this.store.state.customerId) return;
    const { externalId: name } = visitor(this.store.state);
    this.ready = this.ready.then(() =>
      this.untilAnswered(async () => {
        if (!(await this.exists(customerId)) || !this.isFree(customerId, name)) return;
        this.live.leave();
        await this.continue(customerId);
      }),
    );
  }

  /** Whether a customer asked for under a name, or none, can be the present visitor's. */
  private isFree(customerId: string, name: string | null): boolean {
    if (visitor(this.store.state).externalId !== name) return false;
    // The host page repeats each customer it gets, which may be the one of the visitor before.
    return name === null || [null, name].includes(this.identity.externalId(customerId));
  }

  /** Shows a conversation and follows it from now on. */
  enter(customerId: string, conversation: Conversation): void {
    this.identity.rememberConversation(customerId, conversation.id);
    this.store.dispatch({ type: "conversation", conversation });
    this.live.follow(conversation.id, customerId, () => {
      const { thread } = this.store.state;
      return thread === null ? { after: 0, upTo: 0 } : askedAgain(thread);
    });
  }

  /** The conversation this customer would continue, or null when the next message begins one. */
  async current(customerId: string): Promise<Conversation | null> {
    for (;;) {
      const before = this.store.state.thread;
      const [open] = await this.api.openConversations(customerId);
      const conversation = open ?? (await this.remembered(customerId));
      if (conversation?.id === this.left) return null;
      if (conversation === null || !this.isOutdated(conversation.id, before)) return conversation;
    }
  }

  /** An edit received since it was asked for may be newer than what is answered of a conversation, which would undo it. */
  private isOutdated(conversationId: string, before: Thread | null): boolean {
    const now = this.store.state.thread;
    if (now?.conversationId !== conversationId) return false;
    return before?.conversationId !== conversationId || before.editCount !== now.editCount;
  }

  /** The conversation was deleted, which means nothing for the customer: the next message begins another one. */
  ended(conversationId: string): void {
    this.left = conversationId;
    const { customerId } = this.store.state;
    if (customerId !== null) this.identity.forgetConversation(customerId);
    this.store.dispatch({ type: "conversation-gone" });
    this.subscribe();
  }

  async lockedOut(conversationId: string): Promise<void> {
    this.ended(conversationId);
    const { customerId } = this.store.state;
    if (customerId !== null && !(await this.exists(customerId))) this.forget(customerId);
  }

  /** The server does not know this customer: the next message makes a new one. */
  forget(customerId: string): void {
    this.identity.forgetCustomer(customerId);
    // The page may be somebody else's since it was asked.
    if (this.store.state.customerId !== customerId) return;
    this.live.leave();
    this.store.dispatch({ type: "customer", customerId: null });
  }

  /** Wherever no conversation is open, the team may begin one. */
  private subscribe(): void {
    const { customerId, thread } = this.store.state;
    if (customerId !== null && thread?.status !== "open") this.live.followLobby(customerId);
  }

  /** False only when the server answers so; an unreachable one leaves the benefit of the doubt. */
  async exists(customerId: string): Promise<boolean> {
    try {
      return await this.api.customerExists(customerId);
    } catch (error) {
      if (isPassing(error)) return true;
      return false;
    }
  }

  /** Asks for everything after the last complete number, or all that is shown, until nothing is missing. */
  async catchUp(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    let hasAnswer: boolean;
    do {
      hasAnswer = false;
      await this.untilAnswered(async () => {
        hasAnswer = await this.readMissing();
      });
    } while (hasAnswer && isIncomplete(this.store.state.thread));
    this.catchingUp = false;
  }

  /** More was missed than a join brings: reads again what is shown, and how the conversation stands. */
  async reload(): Promise<void> {
    this.store.dispatch({ type: "stale" });
    await this.untilAnswered(async () => {
      const { thread, customerId } = this.store.state;
      if (thread === null || customerId === null) return;
      const open = await this.api.openConversations(customerId);
      const now = this.store.state.thread;
      // What was received meanwhile is newer than the answer.
      if (now?.status !== thread.status || now.read !== thread.read) return;
      const { status, read } = open.find(({ id }) => id === thread.conversationId) ?? { ...thread, status: "closed" };
      const { conversationId } = thread;
      this.store.dispatch({ type: "conversation-updated", conversationId, updates: { status, read } });
    });
  }

  private async readMissing(): Promise<boolean> {
    const { thread, customerId } = this.store.state;
    if (thread === null || customerId === null) return false;
    const window = missing(thread);
    const messages = await this.api.messagesAfter(thread.conversationId, customerId, window.after);
    const isShown = this.store.state.thread?.conversationId === thread.conversationId;
    if (isShown && !this.isOutdated(thread.conversationId, thread)) {
      this.store.dispatch({ type: "missed", messages, window });
    }
    return true;
  }

  private async restore(): Promise<void> {
    const { metadata } = this.store.state.parameters;
    const known = await this.recognise();
    // The host page may have named its visitor meanwhile.
    const isNamed = externalId(this.store.state.parameters.metadata) !== externalId(metadata);
    return isNamed ? this.restore() : this.continue(known);
  }

  private async recognise(): Promise<string | null> {
    const { customerId, metadata } = this.store.state.parameters;
    const name = externalId(metadata);
    if (name !== null) {
      const known = await this.api.identify(name, metadata);
      // What this browser remembers under the name does not count without the server's word.
      const before = this.identity.customerId(name);
      if (known === null && before !== null) this.identity.forgetCustomer(before);
      return known;
    }
    const candidate = this.identity.candidate(customerId);
    if (candidate === null || (await this.exists(candidate))) return candidate;
    this.identity.forgetCustomer(candidate);
    return null;
  }

  private async continue(customerId: string | null): Promise<void> {
    this.store.dispatch({ type: "customer", customerId });
    if (customerId === null) return;
    this.identity.rememberCustomer(customerId, visitor(this.store.state).externalId);
    const conversation = await this.current(customerId);
    // The page may have become somebody else's while this was asked.
    if (this.store.state.customerId !== customerId) return;
    if (conversation !== null) this.enter(customerId, conversation);
    this.subscribe();
  }

  /** The visitor's customer, whom another tab may have made. */
  customer(): string | null {
    const { customerId, externalId: name } = visitor(this.store.state);
    return customerId ?? this.identity.customerId(name);
  }

  /** The last conversation of this browser, when the team has closed it: writing again reopens it. */
  private async remembered(customerId: string): Promise<Conversation | null> {
    const id = this.identity.conversationId(customerId);
    if (id === null) return null;
    const { thread } = this.store.state;
    // What is shown is followed, and the truth about it comes that way.
    if (thread?.conversationId === id) return { id, status: thread.status, read: thread.read, messages: [] };
    try {
      const messages = await this.api.messagesAfter(id, customerId, 0);
      if (messages.length > 0) return { id, status: "closed", read: true, messages };
    } catch (error) {
      if (!(error instanceof ProblemError) || error.isPassing) throw error;
    }
    this.identity.forgetConversation(customerId);
    return null;
  }

  private async untilAnswered(attempt: () => Promise<void>): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await attempt();
        return this.store.dispatch({ type: "answered", answered: true });
      } catch (error) {
        // A definite no is an answer, too: there is nothing to continue.
        const answered = !isPassing(error);
        this.store.dispatch({ type: "answered", answered });
        if (answered) return;
        await this.pause(backoff(failures));
      }
    }
  }
}
