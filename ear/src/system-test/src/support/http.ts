import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import { serverUrl } from "./server";
import { until, within } from "./waiting";

/** What came back, with the body as text and, when it is JSON, as a value. */
export interface Answer {
  /** What was asked for. */
  path: string;
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: unknown;
}

export interface Sending {
  /** Sent as `Authorization: Bearer <token>`. */
  token?: string | undefined;
  /** An object or array is sent as JSON; text and bytes as they are. */
  body?: unknown;
  headers?: OutgoingHttpHeaders;
  /** Another server than the one under test, such as one of its nodes. */
  server?: string;
  /** Another address of this machine to call from, such as 127.0.0.2, with limits of its own. */
  address?: string;
}

const pool = { keepAlive: true, maxSockets: 64 };
const plain = { request: http.request, agent: new http.Agent(pool) };
const encrypted = { request: https.request, agent: new https.Agent(pool) };

/**
 * One request. Node's own client and not `fetch`, because some tests send bytes that `fetch` would refuse to send,
 * and because an answer that comes before the whole body was sent (413) must not be lost.
 */
export function send(method: string, path: string, sending: Sending = {}): Promise<Answer> {
  const headers: OutgoingHttpHeaders = { accept: "application/json", ...sending.headers };
  if (sending.token !== undefined) headers["authorization"] = `Bearer ${sending.token}`;
  const body = bytesOf(sending.body);
  if (body !== undefined) {
    headers["content-type"] ??= "application/json";
    headers["content-length"] ??= body.length;
  }
  const { protocol, hostname, port } = new URL(sending.server ?? serverUrl);
  const { request, agent } = protocol === "https:" ? encrypted : plain;
  const from = sending.address === undefined ? {} : { localAddress: sending.address };
  const answered = new Promise<Answer>((resolve, reject) => {
    let answering = false;
    const outgoing = request({ agent, hostname, port, method, path, headers, ...from }, (incoming) => {
      answering = true;
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ path, status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
      });
    });
    outgoing.on("error", (error) => {
      if (!answering) reject(error);
    });
    outgoing.end(body);
  });
  return within(30_000, `an answer to ${method} ${path.slice(0, 200)}`, answered);
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (typeof body === "string") return Buffer.from(body, "utf8");
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(JSON.stringify(body), "utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sends and returns `data` of the answer; fails with the whole answer when the status is another. Comes back when the server asks for it:
 * where many test files register people at once, some wait longer for their turn at hashing than the server lets them.
 */
export async function data<T>(status: number, method: string, path: string, sending: Sending = {}): Promise<T> {
  const answer = await until(
    `the server is not too busy for ${method} ${path.slice(0, 200)}`,
    async () => {
      const once = await send(method, path, sending);
      return isBusy(once) ? undefined : once;
    },
    30_000,
  );
  if (answer.status !== status) {
    throw new Error(`${method} ${path}: expected ${status}, got ${answer.status} ${answer.text.slice(0, 500)}`);
  }
  return (answer.json as { data: T }).data;
}

function isBusy(answer: Answer): boolean {
  return answer.status === 503 && (answer.json as { error?: { code?: string } } | undefined)?.error?.code === "busy";
}
