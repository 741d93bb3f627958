import type { Holding } from "./adoption";
import type { Exclusively } from "./delivery";

/**
 * Browsers offer locks on secure pages, and not to frames whose storage is blocked. Elsewhere the work is done without
 * one: two tabs that begin in the same second may then begin twice.
 */
export const exclusively: Exclusively = async (name, work) => {
  const locked = await locking(name, work);
  return locked === null ? work() : locked.result;
};

/** Holds a lock while the work lasts. False where there are no locks: then the work was not done. */
export const holding: Holding = async (name, work) => (await locking(name, work)) !== null;

async function locking<T>(name: string, work: () => Promise<T>): Promise<{ result: T } | null> {
  let begun = false;
  try {
    const result = await navigator.locks.request(name, () => {
      begun = true;
      return work();
    });
    return { result };
  } catch (error) {
    if (begun) throw error;
    return null;
  }
}
