export interface User {
  id: number;
  email: string;
  role: "admin" | "user";
  created_at: string;
  disabled_at: string | null;
  archived_at: string | null;
  full_name?: string | null;
  display_name?: string | null;
  profile_photo_url?: string | null;
}

export interface Customer {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  profile_photo_url: string | null;
  title: string;
  created_at: string;
  first_seen: string | null;
  last_seen_at: string | null;
  current_url: string | null;
  browser: string | null;
  os: string | null;
  ip: string | null;
  time_zone: string | null;
  metadata: Record<string, unknown>;
}

export interface Attachment {
  id: string;
  filename: string;
  file_url: string;
  content_type: string;
}

export interface Message {
  id: string;
  conversation_id: string;
  /** 1, 2, 3… within the conversation; 0 when the server does not number messages. */
  seq: number;
  body: string;
  type: "reply" | "note" | "bot";
  private: boolean;
  source: string;
  created_at: string;
  sent_at: string | null;
  seen_at: string | null;
  user_id: number | null;
  user: User | null;
  customer_id: string | null;
  attachments: Attachment[];
  metadata: Record<string, unknown>;
  /** The id under which its author's own client sent it. */
  client_id: string | null;
}

export interface Mention {
  user_id: number;
  seen_at: string | null;
}

export interface Conversation {
  id: string;
  status: string;
  read: boolean;
  priority: string;
  subject: string | null;
  source: string;
  assignee_id: number | null;
  inbox_id: string | null;
  customer_id: string;
  created_at: string;
  closed_at: string | null;
  archived_at: string | null;
  last_activity_at: string | null;
  last_seq: number;
  customer: Customer | null;
  mentions: Mention[];
  /** The newest message this client knows of, for the list's preview. */
  last_message: Message | null;
}

/** The fields of a conversation that an agent may change. */
export type ConversationChange = Partial<Pick<Conversation, "status" | "read" | "priority" | "assignee_id">>;
