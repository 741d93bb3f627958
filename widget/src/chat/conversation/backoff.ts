/** Waits some milliseconds, or less when there is a reason to try at once. */
export type Pause = (milliseconds: number) => Promise<void>;

/** Some time around the given one, so that a restarted server does not meet everybody at once. */
export function spread(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}

/** How long to wait after the nth failure in a row, counted from 0, in milliseconds. */
export function backoff(failures: number): number {
  return spread([1000, 2000, 4000, 8000, 15_000][failures] ?? 30_000);
}
