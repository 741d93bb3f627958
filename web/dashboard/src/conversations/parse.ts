import { isObject } from "../http/problem";
import type { Attachment, Conversation, Customer, Mention, Message, User } from "./types";

type Raw = Record<string, unknown>;

/** A message out of an answer or an event, or null when it is none. Absent fields get their neutral value. */
export function parseMessage(raw: unknown): Message | null {
  if (!isObject(raw) || typeof raw["id"] !== "string" || typeof raw["conversation_id"] !== "string") return null;
  const type = raw["type"];
  return {
    id: raw["id"],
    conversation_id: raw["conversation_id"],
    seq: integer(raw["seq"]) ?? 0,
    body: text(raw["body"]) ?? "",
    type: type === "note" || type === "bot" ? type : "reply",
    private: raw["private"] === true,
    source: text(raw["source"]) ?? "chat",
    created_at: text(raw["created_at"]) ?? new Date(0).toISOString(),
    sent_at: text(raw["sent_at"]),
    seen_at: text(raw["seen_at"]),
    user_id: integer(raw["user_id"]),
    user: parseUser(raw["user"]),
    customer_id: text(raw["customer_id"]),
    attachments: list(raw["attachments"], parseAttachment),
    metadata: isObject(raw["metadata"]) ? raw["metadata"] : {},
    client_id: text(raw["client_id"]),
  };
}

/** A conversation with what the answer holds of customer, mentions and newest message. */
export function parseConversation(raw: unknown): Conversation | null {
  if (!isObject(raw) || typeof raw["id"] !== "string") return null;
  const messages = inOrder(list(raw["messages"], parseMessage));
  const lastMessage = messages.at(-1) ?? null;
  return {
    id: raw["id"],
    status: text(raw["status"]) ?? "open",
    read: raw["read"] === true,
    priority: text(raw["priority"]) ?? "not_priority",
    subject: text(raw["subject"]),
    source: text(raw["source"]) ?? "chat",
    assignee_id: integer(raw["assignee_id"]),
    inbox_id: text(raw["inbox_id"]),
    customer_id: text(raw["customer_id"]) ?? "",
    created_at: text(raw["created_at"]) ?? new Date(0).toISOString(),
    closed_at: text(raw["closed_at"]),
    archived_at: text(raw["archived_at"]),
    last_activity_at: text(raw["last_activity_at"]),
    // The server reads the messages a moment after the conversation, and may have one more.
    last_seq: Math.max(integer(raw["last_seq"]) ?? 0, lastMessage?.seq ?? 0),
    customer: parseCustomer(raw["customer"]),
    mentions: list(raw["mentions"], parseMention),
    last_message: lastMessage,
  };
}

/** The fields an update event really carries; what it does not mention stays as it is. */
export function parseUpdates(raw: unknown): Partial<Conversation> {
  const whole = parseConversation(isObject(raw) ? { id: "", ...raw } : null);
  if (whole === null || !isObject(raw)) return {};
  const keys = new Set(Object.keys(raw));
  const partial = Object.entries(whole).filter(([key]) => keys.has(key) && key !== "id");
  return Object.fromEntries(partial);
}

export function parseMessages(raw: unknown): Message[] {
  return inOrder(list(raw, parseMessage));
}

export function parseCustomer(raw: unknown): Customer | null {
  if (!isObject(raw) || typeof raw["id"] !== "string") return null;
  const name = text(raw["name"]);
  const email = text(raw["email"]);
  return {
    id: raw["id"],
    name,
    email,
    phone: text(raw["phone"]),
    external_id: text(raw["external_id"]),
    profile_photo_url: text(raw["profile_photo_url"]),
    title: text(raw["title"]) ?? name ?? email ?? "Anonymous User",
    created_at: text(raw["created_at"]) ?? new Date(0).toISOString(),
    first_seen: text(raw["first_seen"]),
    last_seen_at: text(raw["last_seen_at"]),
    current_url: text(raw["current_url"]),
    browser: text(raw["browser"]),
    os: text(raw["os"]),
    ip: text(raw["ip"]),
    time_zone: text(raw["time_zone"]),
    metadata: isObject(raw["metadata"]) ? raw["metadata"] : {},
  };
}

export function inOrder(messages: Message[]): Message[] {
  return messages.toSorted((a, b) => a.seq - b.seq || a.created_at.localeCompare(b.created_at));
}

function parseUser(raw: unknown): User | null {
  if (!isObject(raw) || typeof raw["id"] !== "number") return null;
  return {
    id: raw["id"],
    email: text(raw["email"]) ?? "",
    role: raw["role"] === "admin" ? "admin" : "user",
    created_at: text(raw["created_at"]) ?? "",
    disabled_at: text(raw["disabled_at"]),
    archived_at: text(raw["archived_at"]),
    full_name: text(raw["full_name"]),
    display_name: text(raw["display_name"]),
    profile_photo_url: text(raw["profile_photo_url"]),
  };
}

function parseAttachment(raw: unknown): Attachment | null {
  if (!isObject(raw) || typeof raw["id"] !== "string" || typeof raw["file_url"] !== "string") return null;
  return {
    id: raw["id"],
    file_url: raw["file_url"],
    filename: text(raw["filename"]) ?? "file",
    content_type: text(raw["content_type"]) ?? "",
  };
}

function parseMention(raw: unknown): Mention | null {
  const userId = isObject(raw) ? integer(raw["user_id"]) : null;
  return userId === null || !isObject(raw) ? null : { user_id: userId, seen_at: text(raw["seen_at"]) };
}

function list<T>(raw: unknown, parse: (item: Raw) => T | null): T[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((item: unknown) => (isObject(item) ? parse(item) : null)).filter((item): item is T => item !== null);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function integer(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}
