import { type ChatState, initial } from "../src/chat/app/state";
import { readParameters } from "../src/chat/appearance/parameters";
import type { Message } from "../src/chat/conversation/message";
import type { Outgoing } from "../src/chat/conversation/outbox";
import { opened, type Thread } from "../src/chat/conversation/thread";
import { UNKNOWN_VISITOR } from "../src/chat/visitor/visitor";

export const ACCOUNT = "0f4e5c9e-3c1d-4c1a-9b43-0a3f1f1f9c11";
export const CUSTOMER = "7a52fd1e-4b7c-4f6d-9d2f-2a3b4c5d6e7f";

/** The visitor's message number `seq` of conversation `c1`. */
export function message(seq: number, fields: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    body: `message ${seq}`,
    type: "reply",
    created_at: `2026-01-01T10:00:${String(seq).padStart(2, "0")}`,
    sent_at: `2026-01-01T10:00:${String(seq).padStart(2, "0")}Z`,
    seen_at: null,
    conversation_id: "c1",
    customer_id: CUSTOMER,
    user_id: null,
    user: null,
    attachments: [],
    metadata: {},
    client_id: null,
    ...fields,
  };
}

export function fromTeam(seq: number, fields: Partial<Message> = {}): Message {
  const user = { id: 7, display_name: "Grace" };
  return message(seq, { user_id: 7, user, customer_id: null, ...fields });
}

export function thread(messages: Message[]): Thread {
  return opened({ id: "c1", status: "open", read: false, messages });
}

/** The message that was written as number `order`, at that second. */
export function outgoing(clientId: string, order: number, fields: Partial<Outgoing> = {}): Outgoing {
  return {
    client_id: clientId,
    order,
    body: `words of ${clientId}`,
    sent_at: `2026-01-01T11:00:${String(order).padStart(2, "0")}.000Z`,
    metadata: null,
    writer: UNKNOWN_VISITOR,
    kept: false,
    state: "waiting",
    problem: null,
    ...fields,
  };
}

export function chat(query = "", fields: Partial<ChatState> = {}): ChatState {
  const parameters = readParameters(new URL(`https://chat.example/chat?token=${ACCOUNT}${query}`), true);
  return { ...initial(parameters, { outbox: [], email: null }, true, true), ...fields };
}
