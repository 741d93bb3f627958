import { session } from "../session/session";
import { ProblemError, problemFrom } from "./problem";

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | null | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Calls the server as the signed-in agent. A refused access token is renewed once and the call repeated.
 * Throws ProblemError for everything but success.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const used = session.token();
  try {
    return await send<T>(path, options, used);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.status !== 401 || used === null) throw thrown;
    const renewed = await session.renew(used);
    if (renewed === null) throw thrown;
    return send<T>(path, options, renewed);
  }
}

/** One call with exactly this token (or none), without renewal. */
export async function send<T>(path: string, options: RequestOptions, token: string | null): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json", ...options.headers };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  if (options.body !== undefined) headers["content-type"] = "application/json";
  const response = await reach(path + queryString(options.query), {
    method: options.method ?? "GET",
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const body = await readJson(response);
  if (!response.ok) throw problemFrom(response.status, body, response.headers.get("x-request-id"));
  return body as T;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw new ProblemError(0, "The server cannot be reached");
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    if (response.ok) throw new ProblemError(response.status, "The server's answer could not be read");
    return null;
  }
}

function queryString(query: RequestOptions["query"]): string {
  if (query === undefined) return "";
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  return pairs.length === 0 ? "" : `?${search}`;
}
