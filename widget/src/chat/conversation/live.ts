import { type Channel, Presence, Socket } from "phoenix";
import { isRecord } from "../../shared/bridge";
import type { ChatEvent, Link } from "../app/state";
import type { FirstMessage, Tokens } from "./api";
import { spread } from "./backoff";
import { readMessages } from "./message";
import { Steadiness } from "./steadiness";
import type { Window } from "./thread";
import { CHANGES, integer, translate } from "./translate";

export type ShoutAnswer =
  | { kind: "stored"; id: string; seq: number }
  | { kind: "refused"; reason: string }
  /** Nobody knows whether it was stored; sending it again does no harm. */
  | { kind: "later" };

export interface LiveListener {
  dispatch(event: ChatEvent): void;
  /** The conversation is being followed; `reload` when too much was missed for the join to bring it. */
  joined(reload: boolean): void;
  /** The conversation is no more: it was deleted. */
  ended(conversationId: string): void;
  /** The server does not let this customer into the conversation (any more). */
  lockedOut(conversationId: string): void;
  /** The team has begun a conversation with this customer, or may have while nobody was subscribed. */
  invited(): void;
}

/** What the answers to a push mean. */
interface Answers<T> {
  ok: (answer: unknown) => T;
  error: (answer: unknown) => T;
  lost: T;
}

/** What a join asks for, found anew on each one. */
export type Asked = () => Window;

const HEARTBEAT_MS = 20_000;
const PUSH_MS = 10_000;
const RECONNECT_MS = [100, 300, 1000, 2000, 3000, 5000];
/** When the server takes the line and drops it again: asking more often only makes it worse. */
const UNSTEADY_MS = [...RECONNECT_MS, 10_000, 20_000, 30_000];
const REJOIN_MS = [1000, 2000, 5000, 10_000];
const NO_STORAGE = { getItem: () => null, setItem: () => {} };
const FINAL = new Set(["unauthorized", "not_found", "forbidden"]);
/** Reasons that are none against the message itself. */
const PASSING = new Set(["", "rate_limited", "internal_error", "unavailable", "conflict", "unmatched topic"]);
/** A lost "stopped typing" must not leave somebody typing for ever. The assistant may think for longer. */
const TYPING_MS = { user: 8_000, ai: 60_000 };

/** The wait for the nth time, counted from 1; the last one for ever after. */
function step(waits: readonly number[], nth: number): number {
  return waits[Math.min(nth, waits.length) - 1] ?? 0;
}

/**
 * A socket that comes back in a hidden page as well. The client of Phoenix gives up there until the page is looked at
 * again; but a chat is mostly hidden, and has to ring, count what is unread and send what waits.
 */
class PersistentSocket extends Socket {
  get pageHidden(): boolean {
    return false;
  }
}

/** The one socket of the page and the topics it follows. */
export class Live {
  private readonly socket: Socket;
  private readonly steadiness = new Steadiness();
  private connecting = false;
  private conversation: Channel | null = null;
  private lobby: Channel | null = null;
  private room: Channel | null = null;
  private typingEnds: ReturnType<typeof setTimeout> | undefined;
  /** Pushes without an answer; they are given back when the connection breaks or the conversation is left. */
  private readonly unanswered = new Set<() => void>();

  constructor(
    baseUrl: string,
    private readonly listener: LiveListener,
    private readonly tokens: Pick<Tokens, "visitorToken">,
  ) {
    this.socket = new PersistentSocket(`${baseUrl.replace(/^http/, "ws")}/socket`, {
      heartbeatIntervalMs: HEARTBEAT_MS,
      reconnectAfterMs: (tries) => this.patience(spread(step(RECONNECT_MS, tries))),
      rejoinAfterMs: (tries) => this.patience(step(REJOIN_MS, tries)),
      // Its default is the browser's, whose mere mention throws where third-party storage is blocked.
      sessionStorage: NO_STORAGE,
    });
    this.socket.onOpen(() => {
      this.steadiness.began();
      this.report(this.conversation === null ? "live" : "connecting");
    });
    this.socket.onError(() => this.lost());
    this.socket.onClose(() => this.lost());
  }

  /** Counts the people of the team who are there. */
  followTeam(accountId: string): void {
    if (this.room !== null) return;
    this.room = this.channel(`room:${accountId}`, {});
    const presence = new Presence(this.room);
    presence.onSync(() => {
      const people = presence.list((_key, { metas }) => isRecord(metas?.[0]) && metas[0]["user_id"]);
      this.listener.dispatch({ type: "agents", online: people.filter(Boolean).length });
    });
    // Whoever was there may have left meanwhile; the next join brings it anew.
    this.room.onError(() => this.listener.dispatch({ type: "agents", online: null }));
    this.room.join();
  }

  /** Waits for the team to begin a conversation with a customer who has none open. */
  followLobby(customerId: string): void {
    const topic = `conversation:lobby:${customerId}`;
    if (this.lobby?.topic === topic) return;
    this.lobby?.leave();
    const lobby = this.channel(topic, () => this.proof(customerId));
    this.lobby = lobby;
    lobby.on("conversation:created", () => this.listener.invited());
    lobby
      .join()
      // Nothing shows what was begun between the last look and this join, or during a break.
      .receive("ok", () => this.listener.invited())
      .receive("error", (answer: unknown) => {
        // Asking again would not help. It means nothing for the conversation: that has its own topic.
        if (this.lobby === lobby && isFinal(answer)) this.leaveLobby();
      });
  }

  follow(conversationId: string, customerId: string, asked: Asked): void {
    const topic = `conversation:${conversationId}`;
    if (this.conversation?.topic === topic) return;
    this.leave();
    let window = asked();
    const channel = this.channel(topic, () => {
      window = asked();
      return { customer_id: customerId, after_seq: window.after, ...this.proof(customerId) };
    });
    this.conversation = channel;
    this.bind(channel, conversationId);
    channel.onError(() => this.lost());
    // Leaving closes a channel, too; then it is not the one that is followed any more.
    channel.onClose(() => {
      if (this.conversation !== channel) return;
      this.leaveConversation();
      this.listener.ended(conversationId);
    });
    this.report("connecting");
    channel
      .join(PUSH_MS)
      .receive("ok", (answer: unknown) => this.entered(answer, conversationId, window))
      .receive("error", (answer: unknown) => {
        if (!isFinal(answer)) return this.lost();
        this.leaveConversation();
        this.listener.lockedOut(conversationId);
      })
      .receive("timeout", () => this.lost());
  }

  leave(): void {
    this.leaveLobby();
    this.leaveConversation();
  }

  private leaveLobby(): void {
    this.lobby?.leave();
    this.lobby = null;
  }

  private leaveConversation(): void {
    const channel = this.conversation;
    this.conversation = null;
    if (channel !== null && channel.state !== "closed") channel.leave();
    this.giveBack();
    if (this.socket.isConnected()) this.report("live");
  }

  shout(message: FirstMessage & { customer_id: string }): Promise<ShoutAnswer> {
    return this.ask<ShoutAnswer>("shout", message, { ok: stored, error: refusal, lost: { kind: "later" } });
  }

  /** Sends whether the visitor is typing. May be lost. */
  typing(typing: boolean): void {
    if (this.conversation?.state === "joined") this.conversation.push("typing", { typing });
  }

  /** Reports that the visitor has seen the conversation. True when the server has got it. */
  seen(): Promise<boolean> {
    return this.ask("messages:seen", {}, { ok: () => true, error: () => false, lost: false });
  }

  /** Pushes to the conversation. Settled as `lost` when the connection breaks or the conversation is left. */
  private ask<T>(event: string, payload: object, answers: Answers<T>): Promise<T> {
    const channel = this.conversation;
    if (channel?.state !== "joined" || !this.socket.isConnected()) return Promise.resolve(answers.lost);
    return new Promise((resolve) => {
      const giveBack = () => settle(answers.lost);
      const settle = (answer: T) => {
        this.unanswered.delete(giveBack);
        resolve(answer);
      };
      this.unanswered.add(giveBack);
      channel
        .push(event, payload, PUSH_MS)
        .receive("ok", (answer: unknown) => settle(answers.ok(answer)))
        .receive("error", (answer: unknown) => settle(answers.error(answer)))
        .receive("timeout", giveBack);
    });
  }

  private proof(customerId: string): { visitor_token?: string } {
    const token = this.tokens.visitorToken(customerId);
    return token === null ? {} : { visitor_token: token };
  }

  private channel(topic: string, params: object | (() => object)): Channel {
    if (!this.connecting) {
      this.connecting = true;
      this.report("connecting");
      this.socket.connect();
    }
    return this.socket.channel(topic, params);
  }

  private entered(answer: unknown, conversationId: string, window: Window): void {
    const { messages, reload, conversation, edit_count: edits } = isRecord(answer) ? answer : {};
    // A server that does not resume sends no messages: then nothing follows about those that are known.
    const covered = Array.isArray(messages) ? window : undefined;
    this.listener.dispatch({ type: "missed", messages: readMessages(messages), ...(covered && { window: covered }) });
    this.listener.dispatch({ type: "edits-counted", count: integer(edits), ...(covered && { window: covered }) });
    if (isRecord(conversation)) {
      this.listener.dispatch({ type: "conversation-updated", conversationId, updates: conversation });
    }
    this.steadiness.began();
    this.report("live");
    this.listener.joined(reload === true);
  }

  private bind(channel: Channel, conversationId: string): void {
    for (const event of CHANGES) {
      channel.on(event, (payload: unknown) => {
        const change = translate(event, payload, conversationId);
        if (change !== null) this.listener.dispatch(change);
      });
    }
    channel.on("typing", (payload: unknown) => this.receiveTyping(payload));
  }

  private receiveTyping(payload: unknown): void {
    if (!isRecord(payload) || payload["type"] === "customer") return;
    clearTimeout(this.typingEnds);
    if (payload["typing"] !== true) {
      this.listener.dispatch({ type: "typing", typing: null });
      return;
    }
    const userId = typeof payload["user_id"] === "number" ? payload["user_id"] : null;
    const kind = payload["type"] === "ai" ? "ai" : "user";
    this.listener.dispatch({ type: "typing", typing: { kind, userId } });
    this.typingEnds = setTimeout(() => this.listener.dispatch({ type: "typing", typing: null }), TYPING_MS[kind]);
  }

  /** Waits at least as long as lines that ended at once have taught. */
  private patience(milliseconds: number): number {
    const { failures } = this.steadiness;
    return failures === 0 ? milliseconds : Math.max(milliseconds, spread(step(UNSTEADY_MS, failures)));
  }

  private lost(): void {
    this.steadiness.ended();
    this.report("down");
    this.giveBack();
  }

  private giveBack(): void {
    for (const giveBack of [...this.unanswered]) giveBack();
  }

  private report(link: Link): void {
    this.listener.dispatch({ type: "link", link });
  }
}

function isFinal(refusal: unknown): boolean {
  return isRecord(refusal) && FINAL.has(String(refusal["reason"]).toLowerCase());
}

function stored(answer: unknown): ShoutAnswer {
  if (!isRecord(answer) || typeof answer["id"] !== "string" || typeof answer["seq"] !== "number") {
    return { kind: "later" };
  }
  return { kind: "stored", id: answer["id"], seq: answer["seq"] };
}

function refusal(answer: unknown): ShoutAnswer {
  const reason = isRecord(answer) ? String(answer["reason"] ?? "") : "";
  return PASSING.has(reason) ? { kind: "later" } : { kind: "refused", reason };
}
