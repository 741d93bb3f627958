import { isRecord } from "../../shared/bridge";

export interface Author {
  id: number;
  display_name?: string | null;
  full_name?: string | null;
  profile_photo_url?: string | null;
}

export interface Attachment {
  id: string;
  file_url: string;
  filename: string;
  content_type: string;
}

/** A message as the server spells it. */
export interface Message {
  id: string;
  /** 1, 2, 3… within the conversation; notes among agents take numbers too, so a visitor sees holes. */
  seq: number;
  body: string;
  type: string;
  created_at: string;
  sent_at: string | null;
  seen_at: string | null;
  conversation_id: string;
  customer_id: string | null;
  user_id: number | null;
  user: Author | null;
  attachments: Attachment[];
  metadata: Record<string, unknown>;
  client_id: string | null;
}

export interface Conversation {
  id: string;
  status: string;
  read: boolean;
  messages: Message[];
}

export interface QuickReply {
  text: string;
  action: string;
}

const text = (value: unknown) => (typeof value === "string" ? value : null);

function readAuthor(value: unknown): Author | null {
  if (!isRecord(value) || typeof value["id"] !== "number") return null;
  return {
    id: value["id"],
    display_name: text(value["display_name"]),
    full_name: text(value["full_name"]),
    profile_photo_url: text(value["profile_photo_url"]),
  };
}

function readAttachments(value: unknown): Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((file) => {
    if (!isRecord(file) || typeof file["id"] !== "string" || typeof file["file_url"] !== "string") return [];
    // A link is only what leads to a page or file; no scheme that runs something.
    if (!/^(https?:\/)?\//i.test(file["file_url"])) return [];
    return [
      {
        id: file["id"],
        file_url: file["file_url"],
        filename: text(file["filename"]) ?? "File",
        content_type: text(file["content_type"]) ?? "",
      },
    ];
  });
}

/** A message from the wire, or null when it lacks what this page stands on, or is not for a visitor's eyes. */
export function readMessage(value: unknown): Message | null {
  if (!isRecord(value) || value["private"] === true) return null;
  const { id, seq, conversation_id, created_at } = value;
  if (typeof id !== "string" || typeof conversation_id !== "string" || typeof created_at !== "string") return null;
  if (typeof seq !== "number" || !Number.isInteger(seq)) return null;
  return {
    id,
    seq,
    conversation_id,
    created_at,
    body: text(value["body"]) ?? "",
    type: text(value["type"]) ?? "reply",
    sent_at: text(value["sent_at"]),
    seen_at: text(value["seen_at"]),
    customer_id: text(value["customer_id"]),
    user_id: typeof value["user_id"] === "number" ? value["user_id"] : null,
    user: readAuthor(value["user"]),
    attachments: readAttachments(value["attachments"]),
    metadata: isRecord(value["metadata"]) ? value["metadata"] : {},
    client_id: text(value["client_id"]),
  };
}

export function readMessages(value: unknown): Message[] {
  return Array.isArray(value) ? value.map(readMessage).filter((message) => message !== null) : [];
}

export function readConversation(value: unknown): Conversation | null {
  if (!isRecord(value) || typeof value["id"] !== "string") return null;
  return {
    id: value["id"],
    status: text(value["status"]) ?? "open",
    read: value["read"] === true,
    messages: readMessages(value["messages"]),
  };
}

/** From a user of the account or a bot, not from the visitor. */
export function isFromTeam(message: Message): boolean {
  return message.user_id !== null || message.type === "bot";
}

export function isUnseen(message: Message): boolean {
  return isFromTeam(message) && message.seen_at === null;
}

/** Server times come with and without a zone; both are UTC. */
export function instant(time: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
}

export function authorName(author: Author | null, otherwise: string): string {
  return author?.display_name || author?.full_name || otherwise;
}

/** The answers the last message of the team offers. */
export function quickReplies(message: Message | undefined): QuickReply[] {
  if (message === undefined || !isFromTeam(message)) return [];
  const offered = message.metadata["quick_replies"];
  if (!Array.isArray(offered)) return [];
  return offered.flatMap((reply) =>
    isRecord(reply) && typeof reply["text"] === "string"
      ? [{ text: reply["text"], action: text(reply["action"]) ?? "" }]
      : [],
  );
}
