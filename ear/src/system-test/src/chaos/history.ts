/** What happened in a run, in order, so that a violation can be read with what surrounded it. */
export class History {
  private readonly begun = performance.now();
  private readonly entries: { at: number; who: string; what: string }[] = [];

  note(who: string, what: string): void {
    this.entries.push({ at: performance.now() - this.begun, who, what });
  }

  /** All that somebody did or had done to them. */
  of(who: string): string[] {
    return this.entries.filter((entry) => entry.who === who).map(written);
  }

  /** The entries that name these words, each with a few of its neighbours. */
  around(words: string, neighbours = 4): string[] {
    const wanted = new Set<number>();
    this.entries.forEach((entry, index) => {
      if (!`${entry.what} `.includes(`${words} `)) return;
      for (let near = index - neighbours; near <= index + neighbours; near += 1) wanted.add(near);
    });
    return this.entries.filter((_, index) => wanted.has(index)).map(written);
  }
}

function written({ at, who, what }: { at: number; who: string; what: string }): string {
  return `${(at / 1000).toFixed(3)} s  ${who}: ${what}`;
}
