import { randomUUID } from "node:crypto";
import { data, send } from "./http";
import type { Conversation, Message } from "./shapes";

/** Somebody who can log in, with a session. */
export interface Agent {
  accountId: string;
  userId: number;
  email: string;
  password: string;
  token: string;
  renewToken: string;
}

export interface Visitor {
  accountId: string;
  customerId: string;
}

export const password = "correct horse battery staple";

/** A fresh account with its administrator, made through registration as everybody makes one. */
export function newAccount(): Promise<Agent> {
  return register({ company_name: "Harbour Coffee" });
}

/** A second person of the account, with the role `user`, through an invitation. */
export async function newTeammate(admin: Agent): Promise<Agent> {
  const invitation = await data<{ id: string }>(201, "POST", "/api/user_invitations", { token: admin.token, body: {} });
  return register({ invite_token: invitation.id });
}

async function register(how: Record<string, string>): Promise<Agent> {
  const email = `agent-${randomUUID()}@example.com`;
  const user = { ...how, email, password, password_confirmation: password };
  const session = await data<{ token: string; renew_token: string }>(200, "POST", "/api/registration", {
    body: { user },
  });
  const me = await data<{ id: number; account_id: string }>(200, "GET", "/api/me", { token: session.token });
  return {
    accountId: me.account_id,
    userId: me.id,
    email,
    password,
    token: session.token,
    renewToken: session.renew_token,
  };
}

export interface SignedIn {
  token: string;
  renew_token: string;
}

export async function logIn(agent: Agent): Promise<SignedIn> {
  const user = { email: agent.email, password: agent.password };
  return data<SignedIn>(200, "POST", "/api/session", { body: { user } });
}

export async function newVisitor(accountId: string, more: Record<string, unknown> = {}): Promise<Visitor> {
  const customer = await data<{ id: string }>(201, "POST", "/api/customers", {
    body: { customer: { account_id: accountId, ...more } },
  });
  return { accountId, customerId: customer.id };
}

/** A conversation as the widget opens one: by the visitor, with the first message beside it when there is one. */
export function openConversation(visitor: Visitor, firstWords?: string): Promise<Conversation> {
  const conversation = { account_id: visitor.accountId, customer_id: visitor.customerId };
  const body =
    firstWords === undefined
      ? { conversation }
      : { conversation, message: { body: firstWords, sent_at: new Date().toISOString() } };
  return data<Conversation>(201, "POST", "/api/conversations", { body });
}

export function reply(agent: Agent, conversationId: string, body: string, more: Record<string, unknown> = {}) {
  return data<Message>(201, "POST", "/api/messages", {
    token: agent.token,
    body: { message: { conversation_id: conversationId, body, ...more } },
  });
}

/** The thread as the agent's dashboard reads it, in the conversation's order. */
export async function thread(agent: Agent, conversationId: string): Promise<Message[]> {
  const conversation = await data<Conversation>(200, "GET", `/api/conversations/${conversationId}`, {
    token: agent.token,
  });
  return [...conversation.messages].sort((one, other) => one.seq - other.seq);
}

/** What the visitor's widget reads after a reload: its open conversations, private notes left out. */
export function conversationsOf(visitor: Visitor): Promise<Conversation[]> {
  const query = new URLSearchParams({ customer_id: visitor.customerId, account_id: visitor.accountId });
  return data<Conversation[]>(200, "GET", `/api/conversations/customer?${query}`);
}

/** Pages the thread by `after_seq` as our own clients catch up. */
export async function catchUp(
  conversationId: string,
  afterSeq: number,
  as: { token: string } | Visitor,
): Promise<Message[]> {
  const query = new URLSearchParams({ after_seq: String(afterSeq) });
  if (!("token" in as)) {
    query.set("customer_id", as.customerId);
    query.set("account_id", as.accountId);
  }
  const found: Message[] = [];
  for (;;) {
    const answer = await send("GET", `/api/conversations/${conversationId}/messages?${query}`, {
      token: "token" in as ? as.token : undefined,
    });
    if (answer.status !== 200) throw new Error(`catch-up answered ${answer.status} ${answer.text.slice(0, 300)}`);
    const page = (answer.json as { data: Message[] }).data;
    const last = page.at(-1);
    if (!last) return found;
    found.push(...page);
    query.set("after_seq", String(last.seq));
  }
}
