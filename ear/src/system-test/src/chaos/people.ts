import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Agent, Visitor } from "../support/people";
import type { PhoenixChannel, PhoenixSocket } from "../support/phoenix-clients";
import type { Payload } from "../support/phoenix-wire";
import type { FeedPage, Message } from "../support/shapes";
import type { History } from "./history";
import { connectedBy, libraries } from "./lines";
import { View } from "./views";

/** What came of one try to write something. */
export type Outcome =
  | { kind: "stored"; id: string }
  | { kind: "unknown"; why: string }
  | { kind: "wrong"; why: string };

/** Why nothing was tried: the line is down, and the client waits for it. */
export const notJoined = "not joined";

/** Words with what makes a second try of them the same message. */
export interface Words {
  body: string;
  clientId: string;
  sentAt: string;
}

export function words(body: string): Words {
  return { body, clientId: randomUUID(), sentAt: new Date().toISOString() };
}

/** Somebody who writes into one conversation. */
export interface Writer {
  name: string;
  conversationId: string;
  /** For how long it asks again about the same words, in milliseconds; for ever when not set. */
  patience?: number;
  write(what: Words): Promise<Outcome>;
}

/** Somebody who keeps looking. */
export interface Watcher {
  view: View;
  /** Conversations that this one sees. */
  sees: string[];
  isJoined(): boolean;
  /** How many messages of a conversation it can read again at most, newest first; all when not set. */
  reach?: number;
  /** How often it has joined until now. */
  readonly joins: number;
  /** With which code each of its sockets was closed. */
  readonly endings: number[];
  /** The longest time from the loss of its line until it had joined again, in milliseconds. */
  readonly longestAbsence: number;
  leave(): void;
}

/** Reasons for an error reply that only ask to try again. */
const passing = new Set(["unavailable", "unmatched topic"]);

/** A client gives a request up after so long, in milliseconds. */
const usualWait = 4_000;

/** Asks the product over REST as often as it takes; what it answers may be late, but not wrong. */
async function insisting<T>(url: string, token: string | undefined, gone: () => boolean): Promise<T | undefined> {
  while (!gone()) {
    const answer = await rest("GET", url, token).catch(() => undefined);
    if (answer?.status === 200) return answer.json as T;
    await sleep(200);
  }
  return undefined;
}

async function rest(method: string, url: string, token?: string, body?: unknown, waitsFor = usualWait) {
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(waitsFor),
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isOurs = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, text, isOurs, json: isOurs ? (JSON.parse(text) as unknown) : undefined };
}

/** One socket with one channel that is joined again and again; pushes are made on it while it is joined. */
abstract class OnTheLine implements Watcher {
  readonly view: View;
  joins = 0;
  readonly endings: number[] = [];
  longestAbsence = 0;
  protected readonly socket: PhoenixSocket;
  protected channel: PhoenixChannel;
  protected left = false;
  private isOpen = false;
  private joined = false;
  private lostAt: number | undefined;
  private readonly unanswered = new Set<(outcome: Outcome) => void>();

  protected constructor(
    readonly name: string,
    protected readonly url: string,
    protected readonly history: History,
    topic: string,
    params: { connect: Payload; join: () => Payload; library?: keyof typeof libraries },
  ) {
    this.view = new View(name);
    const socket = connectedBy(libraries[params.library ?? "current"], url, params.connect);
    this.socket = socket;
    socket.onOpen(() => {
      this.isOpen = true;
    });
    socket.onClose(({ code }) => {
      // One that never opened was not ended by anybody.
      if (this.isOpen) this.endings.push(code);
      this.isOpen = false;
      this.lost();
    });
    this.channel = socket.channel(topic, params.join as unknown as Payload);
    this.channel.onError(() => this.lost());
    this.channel.on("shout", (payload) => this.received(payload as unknown as Message));
  }

  abstract get sees(): string[];

  isJoined(): boolean {
    return this.joined;
  }

  /** Called by whoever made it, when it is complete. */
  enter(): this {
    this.socket.connect();
    this.channel
      .join()
      .receive("ok", (answer) => {
        this.history.note(this.name, "joined");
        this.view.joined("cursor" in answer && "data" in answer);
        this.joins += 1;
        this.joined = true;
        if (this.lostAt !== undefined) {
          this.longestAbsence = Math.max(this.longestAbsence, Math.round(performance.now() - this.lostAt));
        }
        this.lostAt = undefined;
        this.entered(answer);
      })
      .receive("error", (answer) => this.notIn(answer));
    return this;
  }

  leave(): void {
    this.left = true;
    this.socket.disconnect();
  }

  protected abstract entered(answer: Payload): void;

  protected received(message: Message): void {
    this.view.receive(message);
  }

  protected push(payload: Payload): Promise<Outcome> {
    if (!this.joined) return Promise.resolve({ kind: "unknown", why: notJoined });
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => {
        this.unanswered.delete(settle);
        resolve(outcome);
      };
      this.unanswered.add(settle);
      this.channel
        .push("shout", payload)
        .receive("ok", (answer) => settle({ kind: "stored", id: String(answer["id"]) }))
        .receive("timeout", () => settle({ kind: "unknown", why: "no answer" }))
        .receive("error", (answer) => {
          const why = JSON.stringify(answer);
          settle({ kind: passing.has(String(answer["reason"])) ? "unknown" : "wrong", why });
        });
    });
  }

  private notIn(answer: Payload): void {
    const reason = String(answer["reason"]);
    this.history.note(this.name, `may not join: ${reason}`);
    if (!passing.has(reason)) this.view.complaints.push(`${this.name} was refused its own topic: ${reason}`);
  }

  private lost(): void {
    if (this.joined) {
      this.history.note(this.name, "lost the line");
      this.lostAt = performance.now();
    }
    this.joined = false;
    for (const settle of [...this.unanswered]) settle({ kind: "unknown", why: "lost the line" });
  }
}

/** A visitor with our widget: names with each join what it has, and asks for holes. */
export class Widget extends OnTheLine implements Writer {
  private asking = false;

  constructor(
    name: string,
    url: string,
    history: History,
    private readonly visitor: Visitor,
    readonly conversationId: string,
  ) {
    super(name, url, history, `conversation:${conversationId}`, {
      connect: {},
      join: () => ({ customer_id: visitor.customerId, after_seq: this.view.upTo(conversationId) }),
    });
  }

  get sees(): string[] {
    return [this.conversationId];
  }

  write({ body, clientId, sentAt }: Words): Promise<Outcome> {
    return this.push({ body, client_id: clientId, sent_at: sentAt, customer_id: this.visitor.customerId });
  }

  protected entered(answer: Payload): void {
    for (const message of (answer["messages"] ?? []) as Message[]) this.view.receive(message);
    if (answer["reload"] === true) void this.ask();
  }

  protected override received(message: Message): void {
    super.received(message);
    if (message.seq > this.view.upTo(this.conversationId)) void this.ask();
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const query = new URLSearchParams({ customer_id: this.visitor.customerId, account_id: this.visitor.accountId });
    for (let more = true; more && !this.left; ) {
      query.set("after_seq", String(this.view.upTo(this.conversationId)));
      const path = `/api/conversations/${this.conversationId}/messages?${query}`;
      const page = await insisting<{ data: Message[] }>(this.url + path, undefined, () => this.left);
      this.view.read(page?.data ?? []);
      more = (page?.data.length ?? 0) > 0;
    }
    this.asking = false;
  }
}

/** A visitor with a deployed page that knows neither `seq` nor `client_id`: it reads everything after each join. */
export class DeployedWidget extends OnTheLine implements Writer {
  /** Its words are known by their moment, and the server remembers moments for a minute. */
  readonly patience = 45_000;
  /** What it asks for has no pages. */
  readonly reach = 500;

  constructor(
    name: string,
    url: string,
    history: History,
    private readonly visitor: Visitor,
    readonly conversationId: string,
  ) {
    super(name, url, history, `conversation:${conversationId}`, {
      connect: {},
      join: () => ({ customer_id: visitor.customerId }),
      library: "deployed",
    });
  }

  get sees(): string[] {
    return [this.conversationId];
  }

  write({ body, sentAt }: Words): Promise<Outcome> {
    return this.push({ body, sent_at: sentAt, customer_id: this.visitor.customerId });
  }

  protected entered(): void {
    void this.readAll();
  }

  private async readAll(): Promise<void> {
    const query = new URLSearchParams({ customer_id: this.visitor.customerId, account_id: this.visitor.accountId });
    const address = `${this.url}/api/conversations/customer?${query}`;
    const all = await insisting<{ data: { messages: Message[] }[] }>(address, undefined, () => this.left);
    for (const conversation of all?.data ?? []) this.view.read(conversation.messages);
  }
}

/** An agent with our dashboard: names with each join where the feed was last read. */
export class Dashboard extends OnTheLine implements Writer {
  private cursor: string | undefined;

  constructor(
    name: string,
    url: string,
    history: History,
    private readonly agent: Agent,
    readonly sees: string[],
    readonly conversationId: string,
  ) {
    super(name, url, history, `notification:${agent.accountId}`, {
      connect: { token: agent.token },
      join: () => (this.cursor === undefined ? {} : { after: this.cursor }),
    });
  }

  write({ body, clientId }: Words): Promise<Outcome> {
    return this.push({ conversation_id: this.conversationId, body, client_id: clientId });
  }

  protected entered(answer: Payload): void {
    const page = answer as unknown as Partial<FeedPage>;
    this.cursor = page.cursor;
    for (const event of page.data ?? []) {
      if (event.event === "shout") this.view.read([event.payload as unknown as Message]);
    }
    if (page.reload === true) void this.readAll();
  }

  private async readAll(): Promise<void> {
    for (const id of this.sees) {
      for (let after = 0, more = true; more; ) {
        const address = `${this.url}/api/conversations/${id}/messages?after_seq=${after}`;
        const page = await insisting<{ data: Message[] }>(address, this.agent.token, () => this.left);
        this.view.read(page?.data ?? []);
        after = page?.data.at(-1)?.seq ?? after;
        more = (page?.data.length ?? 0) > 0;
      }
    }
  }
}

/** A partner system, which only writes. */
export function overRest(
  name: string,
  url: string,
  agent: Agent,
  conversationId: string,
  waitsFor = usualWait,
): Writer {
  return {
    name,
    conversationId,
    write: async ({ body, clientId }) => {
      const message = { conversation_id: conversationId, body, client_id: clientId };
      try {
        const answer = await rest("POST", `${url}/api/messages`, agent.token, { message }, waitsFor);
        if (answer.status === 201) return { kind: "stored", id: (answer.json as { data: Message }).data.id };
        const why = `${answer.status} ${answer.text.slice(0, 200)}`;
        // While the application starts, the server answers in its place, and knows nothing.
        const isPassing = !answer.isOurs || [502, 503, 504].includes(answer.status);
        return { kind: isPassing ? "unknown" : "wrong", why };
      } catch (error) {
        return { kind: "unknown", why: String(error) };
      }
    },
  };
}
