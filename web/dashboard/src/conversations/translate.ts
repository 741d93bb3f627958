import { isObject } from "../http/problem";
import type { LiveEvent } from "../live/socket";
import { parseCustomer, parseMessage, parseUpdates } from "./parse";
import type { InboxEvent, InboxState } from "./state";

/** What an event of the account means for the inbox. */
export interface Translated {
  changes: InboxEvent[];
  /** A conversation that has to be read from the server, because the event does not hold enough of it. */
  unknown: string | null;
}

const nothing: Translated = { changes: [], unknown: null };

/** Translates an event, live or from the feed. Receiving it twice is the same as receiving it once. */
export function translate(state: InboxState, { event, payload }: LiveEvent): Translated {
  if (!isObject(payload)) return nothing;
  switch (event) {
    case "shout":
      return message(state, payload);
    case "message:updated": {
      const edited = parseMessage(payload);
      return edited === null ? nothing : change({ type: "message_updated", message: edited });
    }
    case "message:deleted":
      return deleted(state, payload);
    case "conversation:created":
      return typeof payload["id"] === "string" ? { changes: [], unknown: payload["id"] } : nothing;
    case "conversation:updated":
      return updated(state, payload);
    case "messages:seen":
      return seen(payload);
    case "customer:updated": {
      const customer = parseCustomer(payload["updates"]);
      return customer === null ? nothing : change({ type: "customer_changed", customer });
    }
    case "customer:deleted":
      return typeof payload["id"] === "string" ? change({ type: "customer_deleted", id: payload["id"] }) : nothing;
    default:
      return nothing;
  }
}

function change(event: InboxEvent): Translated {
  return { changes: [event], unknown: null };
}

function message(state: InboxState, payload: unknown): Translated {
  const parsed = parseMessage(payload);
  if (parsed === null) return nothing;
  const isUnknown = state.conversations[parsed.conversation_id] === undefined;
  return {
    changes: [{ type: "message_added", message: parsed }],
    unknown: isUnknown ? parsed.conversation_id : null,
  };
}

/** Without the thread nobody here knows what was parsed before the message that the list's row shows. */
function deleted(state: InboxState, payload: Record<string, unknown>): Translated {
  const { id, conversation_id: conversationId, seq } = payload;
  if (typeof id !== "string" || typeof conversationId !== "string" || typeof seq !== "number") return nothing;
  const isPreview = state.conversations[conversationId]?.last_message?.id === id;
  const left = state.threads[conversationId]?.messages.some((known) => known.id !== id) ?? false;
  return {
    changes: [{ type: "message_deleted", id, conversationId, seq }],
    unknown: isPreview && !left ? conversationId : null,
  };
}

function updated(state: InboxState, payload: Record<string, unknown>): Translated {
  const id = payload["id"];
  if (typeof id !== "string") return nothing;
  const event: InboxEvent = { type: "conversation_changed", id, updates: parseUpdates(payload["updates"]) };
  // What is gone cannot be read any more, and needs not be.
  const isGone = event.updates.archived_at !== undefined && event.updates.archived_at !== null;
  return { changes: [event], unknown: state.conversations[id] === undefined && !isGone ? id : null };
}

function seen(payload: Record<string, unknown>): Translated {
  const { conversation_id: conversationId, seq, seen_at: seenAt } = payload;
  if (typeof conversationId !== "string" || typeof seq !== "number" || typeof seenAt !== "string") return nothing;
  return change({ type: "seen", conversationId, seq, seenAt });
}
