import type { Holding } from "../src/chat/conversation/adoption";

interface Holder {
  tab: string;
  begin: () => void;
}

/** Locks of one browser: in turn, and freed when the tab that holds one ends. */
export class FakeLocks {
  private readonly lines = new Map<string, Holder[]>();

  of(tab: string): Holding {
    return async (name, work) => {
      const line = this.lines.get(name) ?? [];
      this.lines.set(name, line);
      const holder = { tab, begin: () => {} };
      const turn = new Promise<void>((resolve) => {
        holder.begin = resolve;
      });
      line.push(holder);
      if (line[0] === holder) holder.begin();
      await turn;
      await work();
      this.leave(line, holder);
      return true;
    };
  }

  /** The tab ends without a word. */
  kill(tab: string): void {
    for (const line of this.lines.values()) {
      for (const holder of line.filter((one) => one.tab === tab)) this.leave(line, holder);
    }
  }

  get held(): number {
    return [...this.lines.values()].filter((line) => line.length > 0).length;
  }

  private leave(line: Holder[], holder: Holder): void {
    const at = line.indexOf(holder);
    if (at < 0) return;
    line.splice(at, 1);
    if (at === 0) line[0]?.begin();
  }
}
