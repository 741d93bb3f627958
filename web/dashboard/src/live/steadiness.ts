/** A line that ends sooner than this after it opened or joined was of no use, in milliseconds. */
const steadyAfterMs = 10_000;

/**
 * How often in a row a line ended as soon as it was there. The socket's own count of attempts begins anew whenever one
 * opens, so that a server which takes everybody and drops them at once would be asked without end.
 */
export class Steadiness {
  #since: number | null = null;
  #failures = 0;

  /** The line opened, or a topic was joined on it. */
  began(): void {
    this.#since = Date.now();
  }

  /** The line or the topic ended. Several words of the same end count once. */
  ended(): void {
    if (this.#since === null) return;
    this.#failures = Date.now() - this.#since < steadyAfterMs ? this.#failures + 1 : 0;
    this.#since = null;
  }

  get failures(): number {
    return this.#failures;
  }
}
