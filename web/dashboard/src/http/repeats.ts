import { backOff } from "./backoff";
import { asProblem } from "./problem";

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;

interface Pause {
  failures: number;
  timer: number;
}

/** Loads that nobody would ask for again, because nobody knows of them: repeated until the server has been asked. */
export class Repeats {
  readonly #pauses = new Map<string, Pause>();
  #isStopped = false;

  /**
   * Does the work now, and again after pauses while it fails for reasons of the moment; what is refused for good is
   * left. Done when the first attempt is over, however it ended. Work of the same name replaces what waits.
   */
  async run(name: string, work: () => Promise<void>): Promise<void> {
    window.clearTimeout(this.#pauses.get(name)?.timer);
    try {
      await work();
    } catch (thrown) {
      const { isTransient, retryAfterMs } = asProblem(thrown);
      if (isTransient && !this.#isStopped) {
        this.#pause(name, work, retryAfterMs);
        return;
      }
    }
    this.#end(name);
  }

  /** Repeats nothing any more. */
  stop(): void {
    this.#isStopped = true;
    for (const name of [...this.#pauses.keys()]) this.#end(name);
  }

  #pause(name: string, work: () => Promise<void>, askedMs: number | null): void {
    const before = this.#pauses.get(name);
    window.clearTimeout(before?.timer);
    const failures = (before?.failures ?? 0) + 1;
    const pause = backOff(failures, firstPauseMs, longestPauseMs, askedMs);
    this.#pauses.set(name, { failures, timer: window.setTimeout(() => void this.run(name, work), pause) });
  }

  #end(name: string): void {
    window.clearTimeout(this.#pauses.get(name)?.timer);
    this.#pauses.delete(name);
  }
}
