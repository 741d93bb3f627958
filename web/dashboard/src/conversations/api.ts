import { request } from "../http/client";
import { isObject, ProblemError } from "../http/problem";
import { filterQuery, type ListFilter } from "./buckets";
import type { LoadedList } from "./list";
import { parseConversation, parseMessage, parseMessages } from "./parse";
import type { Outgoing } from "./thread";
import type { Conversation, ConversationChange, Message } from "./types";

const pageSize = 30;
/** How many messages a thread loads at once. */
export const messagePage = 50;

interface ListAnswer {
  data: unknown[];
  next?: string | null;
  total?: number;
}

export async function listConversations(filter: ListFilter, after: string | null) {
  const query = { ...filterQuery(filter), limit: pageSize, after, messages_limit: 1 };
  const answer = await request<ListAnswer>("/api/conversations", { query });
  const conversations = answer.data.map(parseConversation).filter((c): c is Conversation => c !== null);
  const page: LoadedList = {
    ids: conversations.map((conversation) => conversation.id),
    next: answer.next ?? null,
    total: answer.total ?? conversations.length,
  };
  return { page, conversations };
}

/** A conversation with its newest messages. */
export async function fetchConversation(id: string): Promise<{ conversation: Conversation; messages: Message[] }> {
  const path = `/api/conversations/${encodeURIComponent(id)}`;
  const answer = await request<{ data: unknown }>(path, { query: { messages_limit: messagePage } });
  const conversation = parseConversation(answer.data);
  if (conversation === null) throw new ProblemError(404, "The server's answer held no conversation");
  return { conversation, messages: parseMessages(isObject(answer.data) ? answer.data["messages"] : []) };
}

/** Messages with a number above `afterSeq`, oldest first, at most `limit`. The server ends a page of long ones early. */
export async function fetchMessagesAfter(id: string, afterSeq: number, limit: number): Promise<Message[]> {
  const path = `/api/conversations/${encodeURIComponent(id)}/messages`;
  const all: Message[] = [];
  for (let hasMore = true; hasMore && all.length < limit; ) {
    const query = { after_seq: all.at(-1)?.seq ?? afterSeq, limit: limit - all.length };
    const answer = await request<{ data: unknown; has_more?: boolean }>(path, { query });
    const page = parseMessages(answer.data);
    all.push(...page);
    hasMore = answer.has_more === true && page.length > 0;
  }
  return all;
}

export async function sendMessage(outgoing: Outgoing): Promise<Message | null> {
  const { client_id, conversation_id, body, sent_at } = outgoing;
  const type = outgoing.private ? "note" : "reply";
  const message = { conversation_id, body, type, private: outgoing.private, sent_at, client_id };
  const answer = await request<{ data: unknown }>("/api/messages", {
    method: "POST",
    body: { message },
    headers: { "idempotency-key": client_id },
  });
  return parseMessage(answer.data);
}

export async function editMessage(id: string, body: string): Promise<Message | null> {
  const path = `/api/messages/${encodeURIComponent(id)}`;
  return parseMessage((await request<{ data: unknown }>(path, { method: "PUT", body: { message: { body } } })).data);
}

export async function deleteMessage(id: string): Promise<void> {
  await request(`/api/messages/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export async function updateConversation(
  id: string,
  change: ConversationChange & { archived_at?: null },
): Promise<void> {
  await request(`/api/conversations/${encodeURIComponent(id)}`, { method: "PUT", body: { conversation: change } });
}

export async function archiveConversation(id: string): Promise<void> {
  await request(`/api/conversations/${encodeURIComponent(id)}/archive`, { method: "POST" });
}

/** The token of a read-only link that works for 24 hours. */
export async function shareConversation(id: string): Promise<string> {
  const path = `/api/conversations/${encodeURIComponent(id)}/share`;
  return (await request<{ data: { token: string } }>(path, { method: "POST" })).data.token;
}

/** Ends all links to a conversation, whoever made them; answers how many there were. */
export async function revokeLinks(id: string): Promise<number> {
  const path = `/api/conversations/${encodeURIComponent(id)}/share`;
  return (await request<{ data: { ended: number } }>(path, { method: "DELETE" })).data.ended;
}

/** The customer's other conversations, each with its latest message. */
export async function relatedConversations(id: string): Promise<Conversation[]> {
  const path = `/api/conversations/${encodeURIComponent(id)}/related`;
  const answer = await request<{ data: unknown[] }>(path, { query: { limit: 3 } });
  return answer.data.map(parseConversation).filter((c): c is Conversation => c !== null);
}

export async function sharedConversation(id: string, token: string) {
  const query = { conversation_id: id, token };
  const answer = await request<{ data: unknown }>("/api/conversations/shared", { query });
  const conversation = parseConversation(answer.data);
  return { conversation, messages: parseMessages(isObject(answer.data) ? answer.data["messages"] : []) };
}

/** Unread open conversations, by bucket and by inbox. */
export interface UnreadCounts {
  byBucket: Partial<Record<string, number>>;
  byInbox: Partial<Record<string, number>>;
}

export async function fetchUnreadCounts(): Promise<UnreadCounts> {
  const { data } = await request<{ data: { conversations: Record<string, number>; inboxes: Record<string, number> } }>(
    "/api/conversations/unread",
  );
  const { open, assigned, mentioned, unread, unassigned, priority } = data.conversations;
  return {
    byBucket: { all: open, me: assigned, mentions: mentioned, unread, unassigned, priority },
    byInbox: data.inboxes,
  };
}
