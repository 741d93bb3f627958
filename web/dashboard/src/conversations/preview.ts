import { excerpt } from "../ui/textBudget";
import type { Conversation } from "./types";

/** One line about the newest message: who wrote it when it was not the customer, and its words without markup. */
export function previewOf(conversation: Conversation, me: number): string {
  const message = conversation.last_message;
  if (message === null) return conversation.subject ?? "No messages yet";
  const text = plainText(message.body) || (message.attachments[0]?.filename ?? "");
  if (message.private) return `Note: ${text}`;
  if (message.customer_id !== null) return text;
  if (message.type === "bot") return `Bot: ${text}`;
  const author = message.user_id === me ? "You" : (message.user?.display_name ?? message.user?.full_name ?? null);
  return author === null ? text : `${author.split(" ")[0]}: ${text}`;
}

function plainText(body: string): string {
  return excerpt(body)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/^\s*(?:#{1,6}|>|[-*])\s+/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
