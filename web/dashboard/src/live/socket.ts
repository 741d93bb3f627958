import { type Channel, Presence, Socket } from "phoenix";
import { backOff } from "../http/backoff";
import { asProblem, isObject } from "../http/problem";
import { fetchMe } from "../session/api";
import { session } from "../session/session";
import { createStore } from "../ui/store";
import { type Connection, type ConnectionEvent, nextConnection } from "./connection";
import { Steadiness } from "./steadiness";

/** One event of the account, as the `notification` topic and the feed both spell it. */
export interface LiveEvent {
  event: string;
  payload: unknown;
}

/** The outcome of a push: `lost` when the connection is down or there was no reply, so that it may not have been received. */
export type Delivery = "delivered" | "refused" | "lost";

/** What the owner of the state does with what the socket brings. */
export interface LiveHandlers {
  onEvent: (event: LiveEvent) => void;
  /** Joined, at first or again. Brings the state up to date and answers when that is done. */
  onJoined: (reply: unknown) => Promise<void>;
  /** The account's topic was refused; the cursor it was joined with may be why. */
  onRefused: () => void;
  /** Who is there; nobody is known to be while the line is down. */
  onPresence: (keys: ReadonlySet<string>) => void;
}

/** Whom the socket acts for, and where it goes on. */
export interface LiveOptions {
  accountId: string;
  /** Without a log-in of this name there is no token to connect with. */
  sessionId: string;
  /** Where the feed was last read, for the server to continue from. */
  cursor: () => string | null;
}

const events = [
  ...["shout", "conversation:created", "conversation:updated", "message:updated", "message:deleted"],
  ...["messages:seen", "customer:updated", "customer:deleted", "typing"],
];
const askAtMostEveryMs = 10_000;
const firstCatchUpPauseMs = 2_000;
const longestCatchUpPauseMs = 30_000;
const firstReconnectMs = 100;
/** Somebody looks at the page and waits for it. */
const longestReconnectMs = 5_000;
/** Nobody looks, but the agent counts as present, and sound and notifications are made for this. */
const longestHiddenReconnectMs = 30_000;
/** The server takes the line and drops it again: asking more often only makes it worse. */
const longestUnsteadyMs = 30_000;
const firstRejoinMs = 1_000;
const longestRejoinMs = 10_000;
const nobody: ReadonlySet<string> = new Set();

/** The client gives up for good when its page is hidden as it would reconnect; this one believes that it is seen. */
class LastingSocket extends Socket {
  protected get pageHidden(): boolean {
    return false;
  }
}

/** The one socket of this page: the account's topic, and the topic of the conversation on screen for typing. */
export class LiveSocket {
  readonly connection = createStore<Connection>("connecting");
  readonly #socket: Socket;
  readonly #account: Channel;
  readonly #handlers: LiveHandlers;
  #conversation: { id: string; channel: Channel } | null = null;
  readonly #steadiness = new Steadiness();
  #lastAsked = 0;
  #joins = 0;

  constructor({ accountId, sessionId, cursor }: LiveOptions, handlers: LiveHandlers) {
    this.#handlers = handlers;
    this.#socket = new LastingSocket("/socket", {
      params: () => ({ token: session.tokenOf(sessionId) ?? "" }),
      reconnectAfterMs: (tries) => this.#patience(reconnectAfterMs(tries)),
      rejoinAfterMs: (tries) => this.#patience(backOff(tries, firstRejoinMs, longestRejoinMs)),
    });
    this.#socket.onOpen(() => this.#steadiness.began());
    this.#socket.onError(() => this.#refusedOrBroken());
    this.#socket.onClose(() => this.#dropped());
    const joinParams = () => {
      const after = cursor();
      return after === null ? {} : { after };
    };
    this.#account = this.#socket.channel(`notification:${accountId}`, joinParams);
    for (const event of events) this.#account.on(event, (payload) => handlers.onEvent({ event, payload }));
    this.#account.onError(() => this.#dropped());
    const presence = new Presence(this.#account);
    presence.onSync(() => handlers.onPresence(new Set(presence.list((key: string) => key))));
  }

  open(): void {
    window.addEventListener("online", this.#reconnect);
    window.addEventListener("offline", this.#startOver);
    this.#socket.connect();
    this.#account
      .join()
      .receive("ok", (reply: unknown) => this.#joined(reply))
      .receive("error", this.#handlers.onRefused);
  }

  close(): void {
    window.removeEventListener("online", this.#reconnect);
    window.removeEventListener("offline", this.#startOver);
    this.#move("closed");
    this.#socket.disconnect();
  }

  /** Reports to the server that the conversation was read. */
  markRead(conversationId: string): Promise<Delivery> {
    if (this.#account.state !== "joined") return Promise.resolve("lost");
    return new Promise((resolve) => {
      this.#account
        .push("read", { conversation_id: conversationId })
        .receive("ok", () => resolve("delivered"))
        .receive("error", (answer: unknown) => resolve(isPassing(answer) ? "lost" : "refused"))
        .receive("timeout", () => resolve("lost"));
    });
  }

  /** Follows the topic of the conversation on screen, or of none. */
  watch(conversationId: string | null): void {
    if (this.#conversation?.id === conversationId) return;
    this.#conversation?.channel.leave();
    this.#conversation = null;
    if (conversationId === null) return;
    const channel = this.#socket.channel(`conversation:${conversationId}`, {});
    channel.on("typing", (payload: unknown) => {
      const fields = isObject(payload) ? payload : {};
      this.#handlers.onEvent({ event: "typing", payload: { ...fields, conversation_id: conversationId } });
    });
    channel.join();
    this.#conversation = { id: conversationId, channel };
  }

  /** Signals the customer that the agent is writing; lost when the line is down, which does no harm. */
  sendTyping(conversationId: string, typing: boolean): void {
    const watched = this.#conversation;
    if (watched?.id === conversationId && watched.channel.state === "joined")
      watched.channel.push("typing", { typing });
  }

  #joined(reply: unknown): void {
    this.#steadiness.began();
    this.#joins += 1;
    this.#move("joined");
    this.#catchUp(this.#joins, reply);
  }

  /** Live only when nothing is missing any more; as long as this join lasts, failed attempts are repeated. */
  #catchUp(join: number, reply: unknown, failures = 0): void {
    const isCurrent = () => join === this.#joins && ["connecting", "catching-up"].includes(this.connection.get());
    this.#handlers.onJoined(reply).then(
      () => {
        if (isCurrent()) this.#move("caught_up");
      },
      (thrown: unknown) => {
        const { retryAfterMs } = asProblem(thrown);
        const pause = backOff(failures + 1, firstCatchUpPauseMs, longestCatchUpPauseMs, retryAfterMs);
        window.setTimeout(() => {
          if (isCurrent()) this.#catchUp(join, reply, failures + 1);
        }, pause);
      },
    );
  }

  /**
   * The client cannot distinguish a refused token from a broken line. So it asks who it is: that renews a refused token, and
   * does not spend the renew token, which works once, on a line that may swallow the answer.
   */
  #refusedOrBroken(): void {
    this.#move("dropped");
    const now = Date.now();
    if (now - this.#lastAsked < askAtMostEveryMs) return;
    this.#lastAsked = now;
    fetchMe().catch(() => {
      // No answer, or the session is over: the socket's own retries go on, or the page leaves for the login.
    });
  }

  /** There is reason to believe that it works now: the pause that was begun is not waited for. */
  #reconnect = (): void => {
    if (this.#socket.connectionState() === "closed") this.#connectAnew();
  };

  /** The browser lost its network: a line that looks open is dead, and would only be missed at the next heartbeat. */
  #startOver = (): void => {
    this.#move("dropped");
    this.#connectAnew();
  };

  #connectAnew(): void {
    this.#socket.disconnect(() => {
      if (this.connection.get() !== "closed") this.#socket.connect();
    });
  }

  #dropped(): void {
    this.#steadiness.ended();
    this.#move("dropped");
  }

  /** Waits at least as long as lines that ended at once have taught, in milliseconds. */
  #patience(ms: number): number {
    const { failures } = this.#steadiness;
    return failures === 0 ? ms : Math.max(ms, backOff(failures, firstReconnectMs, longestUnsteadyMs));
  }

  #move(event: ConnectionEvent): void {
    this.connection.update((state) => nextConnection(state, event));
    if (event === "dropped") this.#handlers.onPresence(nobody);
  }
}

/** The server's reasons that are of the moment and not of what it was sent. */
function isPassing(answer: unknown): boolean {
  const reason = isObject(answer) ? answer["reason"] : null;
  return reason === "rate_limited" || reason === "unavailable" || reason === "internal_error";
}

function reconnectAfterMs(tries: number): number {
  const isHidden = document.visibilityState === "hidden";
  return backOff(tries, firstReconnectMs, isHidden ? longestHiddenReconnectMs : longestReconnectMs);
}
