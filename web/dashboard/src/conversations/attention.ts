/** A conversation that opened by itself counts as read after this long in view, in milliseconds. */
export const readAfterMs = 2_000;

/**
 * Whether somebody attends to the conversation on screen: chose it, works in it, or has had it in view for a while. What
 * is shown for another reason (the first of a list, the next after a close) is not read yet, and never while the agent
 * is searching.
 */
export class Attention {
  readonly #onAttended: () => void;
  #isAttended = false;
  #isElsewhere = false;
  #timer: number | null = null;

  /** `onAttended` is called when attention begins, and on every further sign of it. */
  constructor(onAttended: () => void) {
    this.#onAttended = onAttended;
  }

  get isAttended(): boolean {
    return this.#isAttended;
  }

  /** Another conversation, or none, is on screen. */
  reset(): void {
    this.#isAttended = false;
    this.#stop();
  }

  /** The conversation can be read on screen: from now on the time counts, as long as the page is visible. */
  look = (): void => {
    this.#stop();
    if (this.#isAttended || this.#isElsewhere || document.visibilityState !== "visible") return;
    this.#timer = window.setTimeout(this.attend, readAfterMs);
  };

  /** Somebody chose the conversation or works in it. */
  attend = (): void => {
    this.#stop();
    this.#isAttended = true;
    this.#onAttended();
  };

  /** The agent turned to something else on the page, such as the search. */
  leave(): void {
    this.#isElsewhere = true;
    this.reset();
  }

  /** The agent is done with that. */
  comeBack(): void {
    if (!this.#isElsewhere) return;
    this.#isElsewhere = false;
    this.look();
  }

  #stop(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
