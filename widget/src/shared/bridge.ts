/**
 * What the host page and the chat frame send to each other: `{event, payload}` over postMessage. The names are those
 * of the Papercups widget, whose npm package may be on the other side.
 */
export type FromFrame =
  | { event: "chat:loaded"; payload: object }
  | { event: "customer:created" | "customer:updated"; payload: { customerId: string } }
  | { event: "conversation:join"; payload: { conversationId: string; customerId: string } }
  | { event: "message:received" | "message:sent"; payload: object }
  | { event: "messages:unseen"; payload: { message: object; count: number } }
  | { event: "messages:seen"; payload: object }
  | { event: "papercups:open" | "papercups:close"; payload: object };

export type FromHost =
  | { event: "papercups:toggle"; isOpen: boolean }
  | { event: "papercups:plan" }
  | { event: "papercups:ping" }
  | { event: "notifications:display"; display: boolean; greeting: boolean }
  | { event: "customer:update"; customerId: string | null; metadata: Record<string, unknown> }
  | { event: "customer:set:id"; customerId: string }
  | { event: "config:update"; config: Record<string, unknown> };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Ids are UUIDs with a version nibble that old clients know; anything else counts as no id. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-5][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
