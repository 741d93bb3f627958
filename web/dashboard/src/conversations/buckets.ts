import type { Conversation } from "./types";

export const buckets = ["all", "me", "mentions", "unread", "unassigned", "priority", "closed"] as const;
export type Bucket = (typeof buckets)[number];

export const bucketNames: Record<Bucket, string> = {
  all: "All open",
  me: "Assigned to me",
  mentions: "Mentions",
  unread: "Unread",
  unassigned: "Unassigned",
  priority: "Priority",
  closed: "Closed",
};

export function isBucket(value: string | undefined): value is Bucket {
  return buckets.some((bucket) => bucket === value);
}

/** Which conversations a list asks for: a bucket, perhaps of one inbox, perhaps narrowed by a search. */
export interface ListFilter {
  bucket: Bucket;
  inboxId: string | null;
  search: string;
}

export function filterKey(filter: ListFilter): string {
  return JSON.stringify([filter.bucket, filter.inboxId, filter.search]);
}

export function filterQuery(filter: ListFilter): Record<string, string> {
  const open = { status: "open" };
  const byBucket: Record<Bucket, Record<string, string>> = {
    all: open,
    me: { ...open, assignee_id: "me" },
    mentions: { ...open, mentioning: "me" },
    unread: { ...open, read: "false" },
    unassigned: { ...open, assignee_id: "" },
    priority: { ...open, priority: "priority" },
    closed: { status: "closed" },
  };
  return {
    ...byBucket[filter.bucket],
    ...(filter.inboxId === null ? {} : { inbox_id: filter.inboxId }),
    ...(filter.search === "" ? {} : { q: filter.search }),
  };
}

/** Whether a conversation still belongs in the bucket, as the server's filter would decide. */
export function fits(conversation: Conversation, filter: ListFilter, me: number): boolean {
  if (conversation.archived_at !== null) return false;
  if (filter.inboxId !== null && conversation.inbox_id !== filter.inboxId) return false;
  if (filter.bucket === "closed") return conversation.status === "closed";
  if (conversation.status === "closed") return false;
  switch (filter.bucket) {
    case "all":
      return true;
    case "me":
      return conversation.assignee_id === me;
    case "mentions":
      return conversation.mentions.some((mention) => mention.user_id === me);
    case "unread":
      return isUnread(conversation, me);
    case "unassigned":
      return conversation.assignee_id === null;
    case "priority":
      return conversation.priority === "priority";
  }
}

/** Unread is a flag of the conversation, or a mention of me that I have not seen. */
export function isUnread(conversation: Conversation, me: number): boolean {
  return (
    !conversation.read || conversation.mentions.some((mention) => mention.user_id === me && mention.seen_at === null)
  );
}
