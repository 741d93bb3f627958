import { isObject } from "../http/problem";

/** The pair a session consists of, and when it was obtained (epoch milliseconds). */
export interface Tokens {
  /** Names the log-in the pair comes from: renewals keep it, and whoever logs in next has another. */
  sessionId: string;
  token: string;
  renewToken: string;
  savedAt: number;
}

export const storageKey = "netia:session";

export function readTokens(): Tokens | null {
  const raw = localStorage.getItem(storageKey);
  if (raw === null) return null;
  try {
    const value: unknown = JSON.parse(raw);
    if (!isObject(value) || typeof value["token"] !== "string") return null;
    const { sessionId, token, renewToken, savedAt } = value;
    return {
      sessionId: typeof sessionId === "string" ? sessionId : "",
      token,
      renewToken: typeof renewToken === "string" ? renewToken : "",
      savedAt: typeof savedAt === "number" ? savedAt : 0,
    };
  } catch {
    // Not ours or damaged: as good as signed out.
    return null;
  }
}

export function writeTokens(tokens: Tokens): void {
  localStorage.setItem(storageKey, JSON.stringify(tokens));
}

export function clearTokens(): void {
  localStorage.removeItem(storageKey);
}
