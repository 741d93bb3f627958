/** How long something that happens "at once" may take on a busy machine, in milliseconds. */
export const soon = 10_000;

/**
 * Asks again and again until the probe gives something other than false, null or undefined, and returns that.
 * Fails with the condition's name after the limit (milliseconds).
 */
export async function until<T>(
  condition: string,
  probe: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  limit = soon,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found !== false && found !== null && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The promise's value, or a failure that names what was awaited. */
export function within<T>(limit: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not within ${limit} ms: ${what}`)), limit);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
