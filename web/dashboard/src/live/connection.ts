/**
 * Where the live connection stands.
 *
 * - `connecting`: never been live since the page loaded; nothing has been missed, so nothing is shown.
 * - `live`: events arrive as they happen.
 * - `catching-up`: joined again after a break; what was missed is being fetched.
 * - `offline`: the line is down; the client keeps trying.
 * - `closed`: on purpose, after signing out.
 */
export type Connection = "connecting" | "live" | "catching-up" | "offline" | "closed";

export type ConnectionEvent = "joined" | "caught_up" | "dropped" | "closed";

const transitions: Record<Connection, Partial<Record<ConnectionEvent, Connection>>> = {
  connecting: { caught_up: "live", dropped: "offline", closed: "closed" },
  "catching-up": { caught_up: "live", dropped: "offline", closed: "closed" },
  live: { joined: "catching-up", dropped: "offline", closed: "closed" },
  offline: { joined: "catching-up", closed: "closed" },
  closed: {},
};

/** The state after the event; an event that does not belong to a state changes nothing. */
export function nextConnection(state: Connection, event: ConnectionEvent): Connection {
  return transitions[state][event] ?? state;
}
