import type { Exclusively } from "./delivery";

/**
 * Browsers offer locks on secure pages, and not to frames whose storage is blocked. Elsewhere the work is done without
 * one: two tabs that begin in the same second may then begin twice.
 */
export const exclusively: Exclusively = async (name, work) => {
  let begun = false;
  try {
    return await navigator.locks.request(name, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return work();
  }
};
