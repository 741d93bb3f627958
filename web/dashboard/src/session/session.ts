import { send } from "../http/client";
import { isObject, ProblemError } from "../http/problem";
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

  isOpen = (): boolean => readTokens() !== null;

  /** Calls back when the tokens changed here or in another tab. */
  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over the pair of a login or registration answer, in either of the two shapes servers send. */
  open(answer: unknown): void {
    writeTokens(tokensFrom(answer));
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

  /** True when the pair is old enough to be renewed before it is used for a new connection. */
  isStale(now: number): boolean {
    const tokens = readTokens();
    return tokens !== null && now - tokens.savedAt > renewAfterMs;
  }

  /**
   * Exchanges the renew token, unless another tab already replaced `refused`. Answers the token to use, or null when
   * the session is over. Throws when the server could not be asked: then the session is kept.
   */
  renew(refused: string | null): Promise<string | null> {
    return exclusively(async () => {
      const current = readTokens();
      if (current === null) return null;
      if (refused !== null && current.token !== refused) return current.token;
      try {
        const answer = await send("/api/session/renew", { method: "POST" }, current.renewToken);
        const tokens = tokensFrom(answer);
        writeTokens(tokens);
        this.#changed();
        return tokens.token;
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.isTransient) throw thrown;
        // Without Web Locks another tab may have won the race; its pair is then already stored.
        const stored = readTokens();
        if (stored !== null && stored.renewToken !== current.renewToken) return stored.token;
        this.forget();
        return null;
      }
    });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("netia-session", work) : work();
}

function tokensFrom(answer: unknown): Tokens {
  const root = isObject(answer) ? answer : {};
  const data = isObject(root["data"]) ? root["data"] : root;
  const token = data["token"] ?? root["token"];
  const renewToken = data["renew_token"] ?? root["renew_token"];
  if (typeof token !== "string") throw new ProblemError(502, "The server's answer held no session");
  return { token, renewToken: typeof renewToken === "string" ? renewToken : "", savedAt: Date.now() };
}

export const session = new Session();
