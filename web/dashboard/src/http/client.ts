import { session } from "../session/session";
import { ProblemError, problemFrom } from "./problem";

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | null | undefined>;
  headers?: Record<string, string>;
}

/**
 * How long an answer may take. A node that stands still keeps its connections open, so without a limit a request would
 * wait for ever, and whatever waits for it with it.
 */
export const answerWithinMs = 20_000;

/**
 * Calls the server as the signed-in agent. A refused access token is renewed once and the call repeated, unless
 * somebody else has logged in since: what one person asked for is never done in the name of another.
 * Throws ProblemError for everything but success.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const id = session.id();
  const used = session.token();
  try {
    return await send<T>(path, options, used);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.status !== 401 || id === null || used === null) throw thrown;
    const renewed = await session.renew(id, used);
    if (renewed === null) throw thrown;
    return send<T>(path, options, renewed);
  }
}

/** One call with exactly this token (or none), without renewal. */
export async function send<T>(path: string, options: RequestOptions, token: string | null): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json", ...options.headers };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  if (options.body !== undefined) headers["content-type"] = "application/json";
  const init: RequestInit = {
    method: options.method ?? "GET",
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  };
  return inTime(async (signal) => {
    const response = await reach(() => fetch(path + queryString(options.query), { ...init, signal }));
    const text = await reach(() => response.text());
    const body = readJson(text);
    // A success that is not JSON is the page of a proxy or a captive portal: the application was never asked.
    if (!response.ok || body === undefined) throw problemFrom(response.status, body, response.headers);
    return body as T;
  });
}

/** Gives up when the time is over. The server may have done the work all the same: repeats of messages carry an id. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer = 0;
  const late = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => {
      reject(new ProblemError(0, "The server did not answer in time"));
      controller.abort();
    }, answerWithinMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    window.clearTimeout(timer);
  }
}

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new ProblemError(0, "The server cannot be reached");
  }
}

/** Null when there is nothing to read, undefined when it is not JSON. */
function readJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryString(query: RequestOptions["query"]): string {
  if (query === undefined) return "";
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  return pairs.length === 0 ? "" : `?${search}`;
}
