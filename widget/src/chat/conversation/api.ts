import { isRecord } from "../../shared/bridge";
import { readSettings, type WidgetSettings } from "../appearance/settings";
import { type Conversation, type Message, readConversation, readMessages } from "./message";

/** The server refused. `status` is the HTTP status. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** How long the server asks to wait, in milliseconds. */
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }

  /** Asking again later may help. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The question or its answer got lost or garbled, so nobody knows whether it took effect. */
export class UnreachableError extends Error {}

export function isPassing(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && error.isPassing);
}

export interface FirstMessage {
  body: string;
  sent_at: string;
  client_id: string;
  metadata?: Record<string, unknown>;
}

/** The visitor's tokens, by customer. */
export interface Tokens {
  visitorToken(customerId: string): string | null;
  rememberToken(customerId: string, token: string): void;
}

const PAGE = 200;
const PATIENCE_MS = 15_000;

/** The server's public calls a visitor needs. Every method may throw ProblemError or UnreachableError. */
export class Api {
  constructor(
    private readonly baseUrl: string,
    readonly accountId: string,
    readonly inboxId: string | null,
    private readonly request: typeof fetch,
    private readonly tokens: Tokens,
  ) {}

  async settings(): Promise<WidgetSettings> {
    const data = await this.get("widget_settings", { account_id: this.accountId, inbox_id: this.inboxId });
    return readSettings(data) ?? unreadable("settings");
  }

  async customerExists(customerId: string): Promise<boolean> {
    const exists = await this.get(`customers/${customerId}/exists`, { account_id: this.accountId }, customerId);
    return typeof exists === "boolean" ? exists : unreadable("yes or no");
  }

  /** The id of the customer the host page knows under this name, or null. */
  async identify(externalId: string, described: Record<string, unknown>): Promise<string | null> {
    const given = (key: string) => (typeof described[key] === "string" ? described[key] : null);
    const data = await this.get("customers/identify", {
      external_id: externalId,
      account_id: this.accountId,
      email: given("email"),
      host: given("host"),
      user_hash: given("user_hash"),
      user_token: given("user_token"),
    });
    const { customer_id: known, visitor_token: token } = isRecord(data) ? data : {};
    if (known === null) return null;
    if (typeof known !== "string") return unreadable("customer");
    if (typeof token === "string") this.tokens.rememberToken(known, token);
    return known;
  }

  async createCustomer(fields: Record<string, unknown>): Promise<string> {
    const customer = { ...fields, account_id: this.accountId, inbox_id: this.inboxId ?? undefined };
    const headers = { "content-type": "application/json" };
    const answer = await this.call("customers", { method: "POST", headers, body: JSON.stringify({ customer }) });
    const data = answer["data"];
    if (!isRecord(data) || typeof data["id"] !== "string") return unreadable("customer");
    if (typeof answer["visitor_token"] === "string") this.tokens.rememberToken(data["id"], answer["visitor_token"]);
    return data["id"];
  }

  async describeCustomer(customerId: string, metadata: Record<string, unknown>): Promise<void> {
    await this.send("PUT", `customers/${customerId}/metadata`, { metadata }, customerId);
  }

  async createConversation(customerId: string, message: FirstMessage): Promise<Conversation> {
    const asked = {
      account_id: this.accountId,
      inbox_id: this.inboxId ?? undefined,
      customer_id: customerId,
      status: "open",
    };
    const data = await this.send("POST", "conversations", { conversation: asked, message }, customerId);
    return readConversation(data) ?? unreadable("conversation");
  }

  /** The customer's open conversations, as far as the server shows them, the newest first. */
  async openConversations(customerId: string): Promise<Conversation[]> {
    const query = { customer_id: customerId, account_id: this.accountId, inbox_id: this.inboxId };
    const data = await this.get("conversations/customer", query, customerId);
    if (!Array.isArray(data)) return unreadable("list of conversations");
    return data.map((one) => readConversation(one) ?? unreadable("conversation"));
  }

  /** Every message after a number, oldest first. */
  async messagesAfter(conversationId: string, customerId: string, seq: number): Promise<Message[]> {
    const all: Message[] = [];
    for (let after = seq; ; ) {
      const query = {
        customer_id: customerId,
        account_id: this.accountId,
        after_seq: String(after),
        limit: String(PAGE),
      };
      const { data, has_more } = await this.answer(`conversations/${conversationId}/messages`, query, customerId);
      if (!Array.isArray(data)) return unreadable("list of messages");
      const page = readMessages(data);
      all.push(...page);
      const newest = page.at(-1)?.seq ?? after;
      if (has_more !== true || newest <= after) return all;
      after = newest;
    }
  }

  private async get(path: string, query: Record<string, string | null>, as?: string): Promise<unknown> {
    return (await this.answer(path, query, as))["data"];
  }

  private async answer(path: string, query: Record<string, string | null>, as?: string) {
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
    const headers = this.proof(as);
    return this.call(`${path}?${new URLSearchParams(given)}`, { method: "GET", headers });
  }

  private async send(method: string, path: string, body: unknown, as: string): Promise<unknown> {
    const headers = { "content-type": "application/json", ...this.proof(as) };
    return (await this.call(path, { method, headers, body: JSON.stringify(body) }))["data"];
  }

  private proof(customerId: string | undefined): Record<string, string> {
    const token = customerId === undefined ? null : this.tokens.visitorToken(customerId);
    return token === null ? {} : { "x-visitor-token": token };
  }

  private async call(path: string, init: RequestInit): Promise<Record<string, unknown>> {
    const answer = await this.reach(path, init);
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) {
      // Too large stays too large, whoever answers so.
      const problem = problemText(body) ?? (answer.status === 413 ? "too_long" : null);
      // A proxy, or a server that has not deployed the application yet: its answer decides nothing.
      if (problem === null) throw new UnreachableError(`HTTP ${answer.status}, not from the application`);
      const seconds = Number(answer.headers.get("retry-after"));
      throw new ProblemError(answer.status, problem, seconds > 0 ? seconds * 1000 : 0);
    }
    return isRecord(body) ? body : unreadable("body");
  }

  private async reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.request(`${this.baseUrl}/api/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (cause) {
      throw new UnreachableError("The server could not be reached", { cause });
    }
  }
}

/** A body that was cut off, or that something between wrote, answers nothing: neither "no" nor "none". */
function unreadable(what: string): never {
  throw new UnreachableError(`No ${what} in the answer`);
}

function problemText(body: unknown): string | null {
  if (!isRecord(body) || !isRecord(body["error"])) return null;
  const message = body["error"]["message"];
  return typeof message === "string" ? message : null;
}
