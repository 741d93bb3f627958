import { createRequire } from "node:module";
import { type ClientOptions, WebSocket } from "ws";
import type { PhoenixSocket } from "../support/phoenix-clients";
import type { Payload } from "../support/phoenix-wire";

interface PhoenixLibrary {
  Socket: new (endpoint: string, options: Record<string, unknown>) => PhoenixSocket & Endable;
}

interface Endable {
  onClose(callback: (event: { code: number }) => void): void;
  onError(callback: (error: unknown) => void): void;
}

const load = createRequire(import.meta.url);

/** The library that our own clients ship, and the one that deployed widgets have. */
export const libraries = {
  current: load("phoenix-1-8") as PhoenixLibrary,
  deployed: load("phoenix-1-5") as PhoenixLibrary,
};

/** A browser gives up a handshake and a close that nobody answers; so does this, a little sooner. */
class BrowserSocket extends WebSocket {
  constructor(address: string, protocols?: string | string[]) {
    const limits: ClientOptions & { closeTimeout: number } = { handshakeTimeout: 3_000, closeTimeout: 1_000 };
    super(address, protocols, limits);
  }
}

const tries = [50, 100, 300, 1_000];

/** A socket that notices silence after a second or two; all else is the library's own. */
export function connectedBy(library: PhoenixLibrary, url: string, params: Payload): PhoenixSocket & Endable {
  const socket = new library.Socket(`${url.replace(/^http/, "ws")}/socket`, {
    transport: BrowserSocket,
    params,
    heartbeatIntervalMs: 1_000,
    timeout: 3_000,
    reconnectAfterMs: (attempt: number) => tries[attempt - 1] ?? 1_000,
    rejoinAfterMs: (attempt: number) => tries[attempt - 1] ?? 1_000,
  });
  // It reports errors to nobody else, and they are what is being tested.
  socket.onError(() => undefined);
  return socket;
}
