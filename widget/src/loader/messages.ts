import { isRecord } from "../shared/bridge";

/** The messages of the chat frame, each with the one field of its payload the loader stands on. */
const KNOWN = {
  "chat:loaded": null,
  "messages:seen": null,
  "papercups:open": null,
  "papercups:close": null,
  "customer:created": "customerId",
  "customer:updated": "customerId",
  "conversation:join": "customerId",
  "messages:unseen": "message",
  "message:received": "id",
  "message:sent": "id",
} as const;

export interface FrameNews {
  event: keyof typeof KNOWN;
  payload: Record<string, unknown>;
}

/** Where a message must come from to be taken. */
export interface Sender {
  source: unknown;
  origin: string;
  instance: string;
}

/** The frame's news, or null for anything of another sender, another widget or another shape. */
export function readNews(from: { source: unknown; origin: string; data: unknown }, frame: Sender): FrameNews | null {
  if (from.source !== frame.source || from.origin !== frame.origin || !isRecord(from.data)) return null;
  const { event, payload } = from.data;
  if (!isRecord(payload) || (payload["ts"] ?? frame.instance) !== frame.instance || !isKnown(event)) return null;
  const needed = KNOWN[event];
  return needed && !payload[needed] ? null : { event, payload };
}

function isKnown(event: unknown): event is keyof typeof KNOWN {
  return typeof event === "string" && Object.hasOwn(KNOWN, event);
}
