import type { Outgoing } from "../src/conversations/thread";
import type { Conversation, Message } from "../src/conversations/types";

/** A customer's message with the number `seq`; `overrides` makes it something else. */
export function message(seq: number, overrides: Partial<Message> = {}): Message {
  return {
    id: `message-${seq}`,
    conversation_id: "conversation-1",
    seq,
    body: `Message ${seq}`,
    type: "reply",
    private: false,
    source: "chat",
    created_at: new Date(Date.UTC(2026, 0, 5, 12, 0, seq)).toISOString(),
    sent_at: null,
    seen_at: null,
    user_id: null,
    user: null,
    customer_id: "customer-1",
    attachments: [],
    metadata: {},
    client_id: null,
    ...overrides,
  };
}

/** A message of the agent with the id 7. */
export function reply(seq: number, overrides: Partial<Message> = {}): Message {
  return message(seq, { customer_id: null, user_id: 7, ...overrides });
}

/** What the agent with the id 7 wrote and the server has not confirmed yet. */
export function outgoing(clientId: string, overrides: Partial<Outgoing> = {}): Outgoing {
  return {
    client_id: clientId,
    conversation_id: "conversation-1",
    body: clientId,
    private: false,
    sent_at: "2026-01-05T12:00:00Z",
    place: 1,
    state: "queued",
    reason: null,
    ...overrides,
  };
}

export function conversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    id: "conversation-1",
    status: "open",
    read: true,
    priority: "not_priority",
    subject: null,
    source: "chat",
    assignee_id: null,
    inbox_id: "inbox-1",
    customer_id: "customer-1",
    created_at: "2026-01-05T12:00:00",
    closed_at: null,
    archived_at: null,
    last_activity_at: "2026-01-05T12:00:00Z",
    last_seq: 0,
    customer: null,
    mentions: [],
    last_message: null,
    ...overrides,
  };
}
