import { isRecord } from "../../shared/bridge";
import { readSettings, type WidgetSettings } from "../appearance/settings";
import { type Conversation, type Message, readConversation, readMessages } from "./message";

/** The server said no. `status` is the HTTP status. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  /** Asking again later may help. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The question or its answer got lost, so nobody knows whether it took effect. */
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

const PAGE = 200;
const PATIENCE_MS = 15_000;

/** The server's public calls a visitor needs. Every method may throw ProblemError or UnreachableError. */
export class Api {
  constructor(
    private readonly baseUrl: string,
    readonly accountId: string,
    readonly inboxId: string | null,
    private readonly request: typeof fetch,
  ) {}

  async settings(): Promise<WidgetSettings | null> {
    return readSettings(await this.get("widget_settings", { account_id: this.accountId, inbox_id: this.inboxId }));
  }

  async customerExists(customerId: string): Promise<boolean> {
    return (await this.get(`customers/${customerId}/exists`, { account_id: this.accountId })) === true;
  }

  /** The id of the customer the host page knows under this name, or null. */
  async identify(externalId: string, email: unknown, host: unknown): Promise<string | null> {
    const data = await this.get("customers/identify", {
      external_id: externalId,
      account_id: this.accountId,
      email: typeof email === "string" ? email : null,
      host: typeof host === "string" ? host : null,
    });
    return isRecord(data) && typeof data["customer_id"] === "string" ? data["customer_id"] : null;
  }

  async createCustomer(fields: Record<string, unknown>): Promise<string> {
    const customer = { ...fields, account_id: this.accountId, inbox_id: this.inboxId ?? undefined };
    const data = await this.send("POST", "customers", { customer });
    if (!isRecord(data) || typeof data["id"] !== "string") throw new UnreachableError("No customer in the answer");
    return data["id"];
  }

  async describeCustomer(customerId: string, metadata: Record<string, unknown>): Promise<void> {
    await this.send("PUT", `customers/${customerId}/metadata`, { metadata });
  }

  async createConversation(customerId: string, message: FirstMessage): Promise<Conversation> {
    const data = await this.send("POST", "conversations", {
      conversation: {
        account_id: this.accountId,
        inbox_id: this.inboxId ?? undefined,
        customer_id: customerId,
        status: "open",
      },
      message,
    });
    const conversation = readConversation(data);
    if (conversation === null) throw new UnreachableError("No conversation in the answer");
    return conversation;
  }

  /** The customer's newest open conversation, or null. */
  async latestConversation(customerId: string): Promise<Conversation | null> {
    const data = await this.get("conversations/customer", {
      customer_id: customerId,
      account_id: this.accountId,
      inbox_id: this.inboxId,
    });
    return Array.isArray(data) ? readConversation(data[0]) : null;
  }

  /** Every message after a number, oldest first. */
  async messagesAfter(conversationId: string, customerId: string, seq: number): Promise<Message[]> {
    const all: Message[] = [];
    for (let after = seq; ; ) {
      const data = await this.get(`conversations/${conversationId}/messages`, {
        customer_id: customerId,
        account_id: this.accountId,
        after_seq: String(after),
        limit: String(PAGE),
      });
      const page = readMessages(data);
      all.push(...page);
      const newest = page.at(-1)?.seq ?? after;
      if (!Array.isArray(data) || data.length < PAGE || newest <= after) return all;
      after = newest;
    }
  }

  private get(path: string, query: Record<string, string | null>): Promise<unknown> {
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
    return this.call(`${path}?${new URLSearchParams(given)}`, { method: "GET" });
  }

  private send(method: string, path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    return this.call(path, { method, headers, body: JSON.stringify(body) });
  }

  private async call(path: string, init: RequestInit): Promise<unknown> {
    const answer = await this.reach(path, init);
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) {
      const problem = problemText(body);
      // A proxy, or a server that has not deployed the application yet: what it says decides nothing.
      if (problem === null) throw new UnreachableError(`HTTP ${answer.status}, not from the application`);
      throw new ProblemError(answer.status, problem);
    }
    return isRecord(body) ? body["data"] : null;
  }

  private async reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.request(`${this.baseUrl}/api/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (cause) {
      throw new UnreachableError("The server could not be reached", { cause });
    }
  }
}

function problemText(body: unknown): string | null {
  if (!isRecord(body) || !isRecord(body["error"])) return null;
  const message = body["error"]["message"];
  return typeof message === "string" ? message : null;
}
