/** Strings that survive blocked storage: browsers throw on mere access when third-party storage is off. */
export class KeyValues {
  private readonly memory = new Map<string, string>();

  /** `open` is where the strings are kept; it may throw. */
  constructor(private readonly open: () => Storage) {}

  get(key: string): string | null {
    return this.memory.get(key) ?? this.attempt((storage) => storage.getItem(key)) ?? null;
  }

  set(key: string, value: string): void {
    const kept = this.attempt((storage) => {
      storage.setItem(key, value);
      return true;
    });
    // Blocked or full: kept for this visit instead of lost at once.
    if (kept) this.memory.delete(key);
    else this.memory.set(key, value);
  }

  remove(key: string): void {
    this.memory.delete(key);
    this.attempt((storage) => storage.removeItem(key));
  }

  keys(): string[] {
    return [...new Set([...this.memory.keys(), ...(this.attempt(Object.keys) ?? [])])];
  }

  private attempt<T>(work: (storage: Storage) => T): T | null {
    try {
      return work(this.open());
    } catch {
      return null;
    }
  }
}

/** The value of a stored JSON text, or null when it is absent or not JSON. */
export function readJson(store: Pick<KeyValues, "get">, key: string): unknown {
  try {
    return JSON.parse(store.get(key) ?? "null");
  } catch {
    return null;
  }
}
