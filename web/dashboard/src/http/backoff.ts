/**
 * How long to wait after so many failures in a row (at least one), in milliseconds: the first wait, doubled each time
 * up to the longest. Between half and all of that by chance, so that clients which failed together do not return
 * together.
 */
export function backOff(failures: number, firstMs: number, longestMs: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return full * (0.5 + Math.random() / 2);
}
