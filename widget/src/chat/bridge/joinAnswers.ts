/**
 * The host page answers each `conversation:join` with what it was configured with, whomever it has named since. So an
 * answer that brings back an earlier name is out of date. A new name cannot be an answer's: it came by itself, and
 * crossed the question on its way.
 */
export class JoinAnswers {
  private due = 0;
  /** Names of the visitors before the present one. */
  private readonly earlier = new Set<string>();

  /** The host page got the announcement of a conversation, and will answer. */
  expect(): void {
    this.due += 1;
  }

  /** Takes note of one description; false when it is out of date. Null stands for no name. */
  isCurrent(name: string | null, present: string | null): boolean {
    if (name === null || present === null || name === present) {
      this.due = Math.max(0, this.due - 1);
      return true;
    }
    if (this.due > 0 && this.earlier.has(name)) {
      this.due -= 1;
      return false;
    }
    this.earlier.add(present);
    return true;
  }
}
