import { connect, type Socket } from "node:net";
import { serverUrl } from "./server";

const { hostname, port } = new URL(serverUrl);

/** What a connection brought, and how it ended. */
export interface Exchange {
  /** All that the server sent. */
  text: string;
  /** The status of the first answer, 0 without one. */
  status: number;
  /** Whether the server has closed the connection. */
  closed: boolean;
  /** Milliseconds from the first byte to the end. */
  took: number;
}

/** The head of a request, up to and including the blank line. */
export function head(method: string, target: string, ...fields: string[]): string {
  return [`${method} ${target} HTTP/1.1`, "Host: localhost", ...fields, "", ""].join("\r\n");
}

/** A connection from another address than everybody else's, so that limits by address are its own. */
export function connection(address?: string): Socket {
  const socket = connect({ host: hostname, port: Number(port), ...(address ? { localAddress: address } : {}) });
  socket.on("error", () => undefined);
  return socket;
}

/**
 * Sends pieces as they are, with a pause after each that lets it arrive alone, and returns when the server has closed or the
 * limit (milliseconds) is over.
 */
export async function exchange(
  pieces: (string | Uint8Array)[],
  { limit = 2_000, pause = 60, address }: { limit?: number; pause?: number; address?: string } = {},
): Promise<Exchange> {
  const socket = connection(address);
  const began = performance.now();
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
  });
  const closed = new Promise<boolean>((resolve) => {
    socket.once("close", () => resolve(true));
    setTimeout(() => resolve(false), limit);
  });
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  const result = await closed;
  socket.destroy();
  return {
    text,
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    closed: result,
    took: performance.now() - began,
  };
}
