/** A message as REST and sockets show it; only what the tests look at. */
export interface Message {
  id: string;
  object: "message";
  body: string | null;
  type: string;
  private: boolean;
  source: string;
  seq: number;
  client_id: string | null;
  created_at: string;
  sent_at: string | null;
  seen_at: string | null;
  conversation_id: string;
  account_id: string;
  user_id: number | null;
  customer_id: string | null;
  user: { email: string; role?: string } | null;
}

export interface Conversation {
  id: string;
  object: "conversation";
  status: string;
  read: boolean;
  priority: string;
  source: string;
  account_id: string;
  customer_id: string;
  assignee_id: number | null;
  inbox_id: string | null;
  closed_at: string | null;
  last_seq: number;
  messages: Message[];
}

export interface User {
  id: number;
  email: string;
  role: string;
  disabled_at: string | null;
}

export interface FeedPage {
  data: { event: string; payload: Record<string, unknown> }[];
  cursor: string;
  reload: boolean;
}
