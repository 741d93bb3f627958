/** What an agent has begun to write, kept per conversation in this browser. */
export interface Draft {
  body: string;
  isNote: boolean;
}

const key = (conversationId: string) => `netia:draft:${conversationId}`;

export function readDraft(conversationId: string): Draft {
  const raw = localStorage.getItem(key(conversationId));
  if (raw === null) return { body: "", isNote: false };
  return raw.startsWith("note:")
    ? { body: raw.slice(5), isNote: true }
    : { body: raw.replace(/^reply:/, ""), isNote: false };
}

export function saveDraft(conversationId: string, draft: Draft): void {
  if (draft.body === "") localStorage.removeItem(key(conversationId));
  else localStorage.setItem(key(conversationId), (draft.isNote ? "note:" : "reply:") + draft.body);
}
