import { send } from "../http/client";
import { isObject, ProblemError } from "../http/problem";
import { newUuid } from "../http/uuid";
import { clearTokens, readTokens, storageKey, type Tokens, writeTokens } from "./tokens";

/** How long a pair is used before it is renewed unasked; the server's access token lives 30 minutes. */
const renewAfterMs = 20 * 60_000;

type Listener = () => void;

/**
 * Who is signed in, across all tabs of this browser. The renew token is single use, so renewals are serialised between
 * tabs by a Web Lock, and whoever waited takes the pair the other tab has stored instead of spending a dead token.
 */
class Session {
  #listeners = new Set<Listener>();

  constructor() {
    window.addEventListener("storage", (event) => {
      if (event.key === storageKey || event.key === null) this.#changed();
    });
  }

  token(): string | null {
    return readTokens()?.token ?? null;
  }

  /** The token of the session `id`, or null when it is over or another's. */
  tokenOf(id: string): string | null {
    return tokensOf(id)?.token ?? null;
  }

  isOpen = (): boolean => readTokens() !== null;

  /**
   * Names the log-in everything is done under now, or null when nobody is logged in. Another tab may replace it at any
   * time by somebody else's, so whoever acts for a certain person compares it.
   */
  id = (): string | null => readTokens()?.sessionId ?? null;

  /** Calls back when the tokens changed here or in another tab. */
  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over the pair of a login or registration answer, in either of the two shapes servers send. */
  open(answer: unknown): void {
    writeTokens({ ...pairFrom(answer), sessionId: newUuid() });
    this.#changed();
  }

  /** Signs out here and at the server. Local tokens go even when the server cannot be reached. */
  async close(): Promise<void> {
    const token = this.token();
    this.forget();
    await send("/api/session", { method: "DELETE" }, token);
  }

  forget(): void {
    clearTokens();
    this.#changed();
  }

  /**
   * Exchanges the renew token, unless another tab already replaced the refused one. Answers the token to use, or null
   * when the session `id` is over, also when somebody else has logged in since. Throws when the server could not be
   * asked: then the session is kept.
   */
  renew(id: string, refused: string): Promise<string | null> {
    return exclusively(async () => {
      const current = tokensOf(id);
      if (current === null || current.token !== refused) return current?.token ?? null;
      try {
        const pair = pairFrom(await send("/api/session/renew", { method: "POST" }, current.renewToken));
        // Whoever logged out meanwhile stays logged out.
        if (tokensOf(id) === null) return null;
        writeTokens({ ...pair, sessionId: id });
        this.#changed();
        return pair.token;
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.isTransient) throw thrown;
        // Without Web Locks another tab may have won the race; its pair is then already stored.
        const stored = tokensOf(id);
        if (stored?.renewToken !== current.renewToken) return stored?.token ?? null;
        this.forget();
        return null;
      }
    });
  }

  /** Renews a pair that is old enough before somebody is refused with it. */
  async refresh(now: number): Promise<void> {
    const tokens = readTokens();
    if (tokens !== null && now - tokens.savedAt > renewAfterMs) await this.renew(tokens.sessionId, tokens.token);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("netia-session", work) : work();
}

function tokensOf(id: string): Tokens | null {
  const tokens = readTokens();
  return tokens?.sessionId === id ? tokens : null;
}

function pairFrom(answer: unknown): Omit<Tokens, "sessionId"> {
  const root = isObject(answer) ? answer : {};
  const data = isObject(root["data"]) ? root["data"] : root;
  const token = data["token"] ?? root["token"];
  const renewToken = data["renew_token"] ?? root["renew_token"];
  if (typeof token !== "string") throw new ProblemError(502, "The server's answer held no session");
  return { token, renewToken: typeof renewToken === "string" ? renewToken : "", savedAt: Date.now() };
}

export const session = new Session();
