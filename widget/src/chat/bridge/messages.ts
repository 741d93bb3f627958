import { type FromHost, isRecord } from "../../shared/bridge";

/** One message of the host page, or null when it is not one this page knows. */
export function readFromHost(data: unknown): FromHost | null {
  if (!isRecord(data)) return null;
  const { event, payload } = data;
  switch (event) {
    case "papercups:plan":
    case "papercups:ping":
      return { event };
    case "papercups:toggle":
      return isRecord(payload) && typeof payload["isOpen"] === "boolean" ? { event, isOpen: payload["isOpen"] } : null;
    case "notifications:display":
      return isRecord(payload)
        ? {
            event,
            display: payload["shouldDisplayNotifications"] === true,
            greeting: payload["popUpInitialMessage"] === true,
          }
        : null;
    case "customer:update": {
      if (!isRecord(payload)) return null;
      const { customerId, metadata } = payload;
      return {
        event,
        customerId: typeof customerId === "string" ? customerId : null,
        metadata: isRecord(metadata) ? metadata : {},
      };
    }
    case "customer:set:id":
      return typeof payload === "string" ? { event, customerId: payload } : null;
    case "config:update":
      return isRecord(payload) ? { event, config: payload } : null;
    default:
      return null;
  }
}
