/**
 * What was tried, what was answered, and what is there: the difference shows what a fault has cost. Words are the key, so
 * every one of them must be written once only.
 */
export class Ledger {
  private readonly attempted: string[] = [];
  private readonly acknowledged = new Set<string>();

  /** Written down before sending. */
  trying(words: string): void {
    this.attempted.push(words);
  }

  /** Written down after the answer. */
  answered(words: string): void {
    this.acknowledged.add(words);
  }

  get attempts(): readonly string[] {
    return this.attempted;
  }

  get answers(): number {
    return this.acknowledged.size;
  }

  /** Compares with what somebody outside can see now, in that order. */
  reckon(visible: readonly string[]): { lost: string[]; invented: string[]; doubled: string[]; recovered: string[] } {
    const seen = new Set(visible);
    const tried = new Set(this.attempted);
    return {
      lost: [...this.acknowledged].filter((words) => !seen.has(words)),
      invented: [...seen].filter((words) => !tried.has(words)),
      doubled: visible.filter((words, index) => visible.indexOf(words) !== index),
      recovered: [...seen].filter((words) => tried.has(words) && !this.acknowledged.has(words)),
    };
  }
}

/** Pairs of words `<sender>/<turn>` that stand in another order than their sender wrote them. */
export function reordered(visible: readonly string[]): string[] {
  const last = new Map<string, number>();
  return visible.flatMap((words) => {
    const [sender = "", turn] = words.split("/");
    const before = last.get(sender) ?? 0;
    last.set(sender, Number(turn));
    return Number(turn) < before ? [`${words} after ${sender}/${before}`] : [];
  });
}
