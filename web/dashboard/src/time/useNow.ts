import { useSyncExternalStore } from "react";

const stepMs = 30_000;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  // Nobody may have looked for a while.
  now = Date.now();
  const timer = window.setInterval(() => {
    now = Date.now();
    listener();
  }, stepMs);
  return () => window.clearInterval(timer);
}

/** The current time, moving every half minute so that ages on screen stay true. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
