/**
 * How long to wait after so many failures in a row (at least one), in milliseconds: the first wait, doubled each time
 * up to the longest. Between half and all of that by chance, so that clients which failed together do not return
 * together. A server that asks for more patience gets it, but is asked again after the longest all the same.
 */
export function backOff(failures: number, firstMs: number, longestMs: number, askedMs: number | null = null): number {
  const full = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return Math.min(longestMs, Math.max(full * (0.5 + Math.random() / 2), askedMs ?? 0));
}
