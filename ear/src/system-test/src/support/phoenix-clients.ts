import { createRequire } from "node:module";
import { WebSocket } from "ws";
import type { Payload } from "./phoenix-wire";
import { socketEndpoint } from "./server";
import { soon, within } from "./waiting";
import { XmlHttpRequest } from "./xml-http-request";

/** The part of the npm package `phoenix` that all its versions share. */
export interface PhoenixPush {
  receive(status: "ok" | "error" | "timeout", callback: (response: Payload) => void): PhoenixPush;
}

export interface PhoenixChannel {
  join(): PhoenixPush;
  leave(): PhoenixPush;
  push(event: string, payload: Payload): PhoenixPush;
  on(event: string, callback: (payload: Payload) => void): void;
  onError(callback: () => void): void;
}

export interface PhoenixSocket {
  conn: WebSocket | null;
  connect(): void;
  disconnect(): void;
  isConnected(): boolean;
  channel(topic: string, params?: Payload): PhoenixChannel;
  onOpen(callback: () => void): void;
  onMessage(callback: (message: { topic: string; event: string; payload: Payload }) => void): void;
}

interface PhoenixPresence {
  onSync(callback: () => void): void;
  list<T>(by: (key: string, presence: { metas: unknown[] }) => T): T[];
}

interface PhoenixLibrary {
  LongPoll: unknown;
  Socket: new (endpoint: string, options: Record<string, unknown>) => PhoenixSocket;
  Presence: new (channel: PhoenixChannel) => PhoenixPresence;
}

export interface Client {
  name: string;
  library: PhoenixLibrary;
  protocol: "1.0.0" | "2.0.0";
  /** Version 1.2 has no presence object, only helpers. */
  hasPresence: boolean;
  isLongPoll?: boolean;
}

const load = createRequire(import.meta.url);

/** The packages look for the browser's global object once, when they are loaded. */
function loaded(name: string): PhoenixLibrary {
  const browser = globalThis as unknown as Record<string, unknown>;
  browser["XMLHttpRequest"] = XmlHttpRequest;
  browser["self"] = globalThis;
  try {
    return load(name) as PhoenixLibrary;
  } finally {
    delete browser["self"];
  }
}

const oldest = loaded("phoenix-1-2");
const classic = loaded("phoenix-1-5");
const newest = loaded("phoenix-1-8");

export const clients: Client[] = [
  { name: "phoenix 1.2.1 over protocol 1", library: oldest, protocol: "1.0.0", hasPresence: false },
  { name: "phoenix 1.5.14 over protocol 1", library: classic, protocol: "1.0.0", hasPresence: true },
  { name: "phoenix 1.5.14 over protocol 2", library: classic, protocol: "2.0.0", hasPresence: true },
  { name: "phoenix 1.8.16 over protocol 1", library: newest, protocol: "1.0.0", hasPresence: true },
  { name: "phoenix 1.8.16 over protocol 2", library: newest, protocol: "2.0.0", hasPresence: true },
];

const versions: [name: string, library: PhoenixLibrary][] = [
  ["phoenix 1.5.3", loaded("phoenix-1-5-3")],
  ["phoenix 1.5.14", classic],
  ["phoenix 1.6.16", loaded("phoenix-1-6")],
  ["phoenix 1.7.21", loaded("phoenix-1-7")],
  ["phoenix 1.8.16", newest],
];

/** Every version that docs/protocol.md names, over everything that it can connect with. */
export const everyClient: Client[] = versions.flatMap(([name, library]) => [
  { name: `${name} over protocol 1`, library, protocol: "1.0.0" as const, hasPresence: true },
  { name: `${name} over protocol 2`, library, protocol: "2.0.0" as const, hasPresence: true },
  { name: `${name} by long-poll`, library, protocol: "2.0.0" as const, hasPresence: true, isLongPoll: true },
]);

/** The newest version over what it prefers. */
export const current: Client = {
  name: "phoenix 1.8.16",
  library: newest,
  protocol: "2.0.0",
  hasPresence: true,
};

interface Decoded {
  topic: string;
  event: string;
  payload: Payload;
  ref: string | null;
}

/** Newer versions of the package have protocol 1 through their own documented options. */
const protocolOne = {
  vsn: "1.0.0",
  encode: (message: Decoded, callback: (text: string) => void) => {
    const { topic, event, payload, ref } = message;
    callback(JSON.stringify({ topic, event, payload, ref }));
  },
  decode: (text: string, callback: (message: Decoded & { join_ref: null }) => void) => {
    callback({ ...(JSON.parse(text) as Decoded), join_ref: null });
  },
};

const opened = new Set<PhoenixSocket>();

/** A connected socket of the given client; `disconnectAll` ends it after the test. */
export async function connect(
  client: Client,
  params: Payload = {},
  more: Payload = {},
  endpoint = socketEndpoint,
): Promise<PhoenixSocket> {
  const asProtocolOne = client.protocol === "1.0.0" && client.hasPresence ? protocolOne : {};
  const transport = client.isLongPoll ? client.library.LongPoll : WebSocket;
  const socket = new client.library.Socket(endpoint, { transport, params, ...asProtocolOne, ...more });
  opened.add(socket);
  const open = new Promise<void>((resolve) => socket.onOpen(resolve));
  socket.connect();
  await within(soon, `${client.name} connects`, open);
  return socket;
}

export function disconnectAll(): void {
  for (const socket of opened) socket.disconnect();
  opened.clear();
}

/** Resolves with the response when the answer is ok; fails with the response otherwise. */
export function ok(push: PhoenixPush): Promise<Payload> {
  const answered = new Promise<Payload>((resolve, reject) => {
    push
      .receive("ok", resolve)
      .receive("error", (response) => reject(new Error(`refused: ${JSON.stringify(response)}`)))
      .receive("timeout", () => reject(new Error("no answer")));
  });
  return within(soon, "an ok reply", answered);
}

export function refused(push: PhoenixPush): Promise<Payload> {
  const answered = new Promise<Payload>((resolve, reject) => {
    push.receive("error", resolve).receive("ok", () => reject(new Error("was answered ok")));
  });
  return within(soon, "an error reply", answered);
}

/** Gathers the payloads of an event from now on. */
export function gather(channel: PhoenixChannel, event: string): Payload[] {
  const payloads: Payload[] = [];
  channel.on(event, (payload) => payloads.push(payload));
  return payloads;
}
