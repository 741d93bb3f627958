import { vi } from "vitest";
import type { Message } from "../src/conversations/types";
import { Workspace } from "../src/conversations/workspace";
import type { Connection } from "../src/live/connection";
import { writeTokens } from "../src/session/tokens";
import { message } from "./data";
import { FakeServer } from "./fake-server";

const me = { id: 7, email: "ada@orchard.example", account_id: "account-1", role: "admin" as const };

/** The agent 7 at work, with one conversation on screen, on timers that the test moves. */
export class Desk {
  readonly id = "conversation-1";
  readonly topic = "notification:account-1";
  readonly server = new FakeServer();
  readonly workspace: Workspace;
  /** What the server has stored of the conversation: its messages, and what else there is of it. */
  stored: Message[] = [message(1), message(2)];
  fields: Record<string, unknown> = { read: true };

  constructor() {
    vi.useFakeTimers();
    writeTokens({ sessionId: "session", token: "token", renewToken: "renew", savedAt: Date.now() });
    const { id, server } = this;
    server.joinReply = { cursor: "c1" };
    server.route(`GET /api/conversations/${id}`, () => ({ data: this.whole() }));
    server.route("GET /api/conversations", () => ({ data: [this.whole()], next: null, total: 1 }));
    server.route("GET /api/conversations/unread", () => ({ data: { conversations: {}, inboxes: {} } }));
    server.route(`GET /api/conversations/${id}/messages`, (url) => {
      const after = Number(url.searchParams.get("after_seq"));
      return { data: this.stored.filter((m) => m.seq > after) };
    });
    server.install();
    this.workspace = new Workspace({ me, sessionId: "session" });
  }

  /** Goes to work. `isChosen`: whether the agent chose the conversation, or it opened by itself. */
  async open({ isChosen } = { isChosen: true }): Promise<void> {
    this.workspace.open();
    if (isChosen) this.workspace.choose(this.id);
    await this.workspace.showThread(this.id);
    await this.until(() => this.connection() === "live");
  }

  close(): void {
    this.workspace.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }

  whole() {
    const newest = this.stored.at(-1)?.seq ?? 0;
    return { id: this.id, customer_id: "customer-1", last_seq: newest, messages: this.stored, ...this.fields };
  }

  /** The numbers of the messages on screen. */
  shown(): number[] | undefined {
    return this.inbox().threads[this.id]?.messages.map((m) => m.seq);
  }

  inbox() {
    return this.workspace.inbox.store.get();
  }

  connection(): Connection {
    return this.workspace.socket.connection.get();
  }

  /** Pushes an event to everybody of the team. */
  push(event: string, payload: unknown): void {
    this.server.broadcast(this.topic, event, { ...(payload as Record<string, unknown>) });
  }

  /** Lets timers, retries and promises run until the condition holds. */
  async until(condition: () => boolean): Promise<void> {
    await vi.waitUntil(
      async () => {
        await vi.advanceTimersByTimeAsync(250);
        return condition();
      },
      { interval: 1, timeout: 10_000 },
    );
  }
}
