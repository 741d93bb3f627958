import { isRecord } from "../../shared/bridge";
import type { ChatEvent } from "../app/state";
import { readMessage } from "./message";

/** The events of a conversation's topic that change what the page knows; `typing` only changes what it shows. */
export const CHANGES = [
  "shout",
  "message:updated",
  "message:deleted",
  "messages:seen",
  "conversation:updated",
] as const;

/** What an event of the conversation changes, or null when it changes nothing here. */
export function translate(event: (typeof CHANGES)[number], payload: unknown, conversationId: string): ChatEvent | null {
  if (!isRecord(payload)) return null;
  switch (event) {
    case "shout":
    case "message:updated": {
      const message = readMessage(payload);
      if (message === null) return null;
      return event === "shout"
        ? { type: "message", message }
        : { type: "message-changed", message, editCount: integer(payload["edit_count"]) };
    }
    case "message:deleted": {
      const { id: messageId, edit_count: count } = payload;
      if (typeof messageId !== "string") return null;
      return { type: "message-removed", conversationId, messageId, editCount: integer(count) };
    }
    case "messages:seen": {
      const { seen_at: at, seq } = payload;
      return typeof at === "string" && typeof seq === "number" ? { type: "seen", at, upTo: seq } : null;
    }
    case "conversation:updated": {
      const { updates } = payload;
      return isRecord(updates) ? { type: "conversation-updated", conversationId, updates } : null;
    }
  }
}

/** A count from the wire, or null when there is none. */
export function integer(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}
