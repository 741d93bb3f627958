/** Where a page keeps things between its views. Storage may be blocked; then nothing is stored. */
export function readStored(open: () => Storage, key: string): unknown {
  try {
    return JSON.parse(open().getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function store(open: () => Storage, key: string, value: unknown): void {
  try {
    open().setItem(key, JSON.stringify(value));
  } catch {
    // The next page view starts afresh, as it does for a new visitor.
  }
}
