import type { Asked, ShoutAnswer } from "../src/chat/conversation/live";
import type { Message } from "../src/chat/conversation/message";
import { CUSTOMER, message } from "./examples";

/** What the next call meets: an answer, nobody, or a server that does its work and dies before it answers. */
type Fate = "answers" | "unreachable" | "dies after the work";

/** A server in memory that keeps the promises the page stands on: one row per client id, numbers without holes. */
export class FakeServer {
  customers: string[] = [];
  /** Customers by the name the host page has for them. */
  known: Record<string, string> = {};
  /** Descriptions of customers after they were made. */
  described: Record<string, unknown>[] = [];
  /** The addresses customers were made with. */
  emails: unknown[] = [];
  conversations = new Map<string, { customerId: string; open: boolean; read: boolean; messages: Message[] }>();
  calls: string[] = [];
  /** Happens after the server has done its work and before its answer arrives. */
  meanwhile: () => void = () => {};
  private fates: Fate[] = [];
  joined: string | null = null;
  /** Set while somebody follows a conversation. */
  asked: Asked = () => ({ after: 0, upTo: 0 });

  meets(...fates: Fate[]): void {
    this.fates.push(...fates);
  }

  get onlyConversation(): string {
    const [id, ...others] = this.conversations.keys();
    if (id === undefined || others.length > 0) throw new Error(`not one conversation but ${this.conversations.size}`);
    return id;
  }

  bodies(id: string): string[] {
    return this.conversations.get(id)?.messages.map(({ body }) => body) ?? [];
  }

  store(
    id: string,
    given: { body: string; client_id: string; sent_at: string },
    fields: Partial<Message> = {},
  ): Message {
    const conversation = this.conversations.get(id);
    if (conversation === undefined) throw new Error(`no conversation ${id}`);
    const before = conversation.messages.find(({ client_id }) => client_id === given.client_id);
    if (before !== undefined) return before;
    const seq = conversation.messages.length + 1;
    const stored = message(seq, { ...given, id: `${id}-${seq}`, conversation_id: id, ...fields });
    conversation.messages.push(stored);
    conversation.open = true;
    return stored;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const fate = this.fates.shift() ?? "answers";
    const url = new URL(String(input));
    const call = `${init?.method} ${url.pathname}`;
    this.calls.push(call);
    if (fate === "unreachable") throw new TypeError("Failed to fetch");
    const data = this.work(call, url, init?.body ? JSON.parse(String(init.body)) : {});
    this.meanwhile();
    if (fate === "dies after the work") throw new TypeError("Failed to fetch");
    if (data === undefined)
      return new Response(JSON.stringify({ error: { status: 404, message: "Not found" } }), { status: 404 });
    return new Response(JSON.stringify({ data }), { status: 200 });
  };

  shout(given: { body: string; client_id: string; sent_at: string }): ShoutAnswer {
    const fate = this.fates.shift() ?? "answers";
    this.calls.push("shout");
    if (this.joined === null || fate === "unreachable") return { kind: "later" };
    const { id, seq } = this.store(this.joined, given);
    return fate === "dies after the work" ? { kind: "later" } : { kind: "stored", id, seq };
  }

  // biome-ignore lint/suspicious/noExplicitAny: a request body of a test
  private work(call: string, url: URL, body: any): unknown {
    const [, conversationId] = /conversations\/([^/]+)\/messages$/.exec(url.pathname) ?? [];
    if (conversationId !== undefined) {
      const after = Number(url.searchParams.get("after_seq"));
      return this.conversations.get(conversationId)?.messages.filter(({ seq }) => seq > after);
    }
    const [, described] = /customers\/([^/]+)\/metadata$/.exec(url.pathname) ?? [];
    if (described !== undefined) {
      this.described.push({ id: described, ...body.metadata });
      return { id: described };
    }
    if (call.endsWith("/exists")) return this.customers.some((id) => url.pathname.includes(id));
    switch (call) {
      case "POST /api/customers": {
        const id = this.customers.length === 0 ? CUSTOMER : crypto.randomUUID();
        this.customers.push(id);
        this.emails.push(body.customer.email);
        return { id };
      }
      case "GET /api/customers/identify":
        return { customer_id: this.known[url.searchParams.get("external_id") ?? ""] ?? null };
      case "GET /api/conversations/customer": {
        const all = [...this.conversations].filter(
          ([, { customerId, open }]) => open && customerId === url.searchParams.get("customer_id"),
        );
        return all.map(([id, { read, messages }]) => ({ id, status: "open", read, messages }));
      }
      case "POST /api/conversations": {
        const id = crypto.randomUUID();
        this.conversations.set(id, {
          customerId: body.conversation.customer_id,
          open: true,
          read: false,
          messages: [],
        });
        this.store(id, body.message);
        return { id, status: "open", read: false };
      }
      default:
        return undefined;
    }
  }
}
