const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

/** Turns key strokes into few "typing" and one "stopped typing". */
export class TypingSignal {
  private toldAt = Number.NEGATIVE_INFINITY;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tell: (typing: boolean) => void,
    private readonly now: () => number,
  ) {}

  keyPressed(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
    if (this.now() - this.toldAt < REPEAT_MS) return;
    this.toldAt = this.now();
    this.tell(true);
  }

  /** The message was sent, the box emptied, or nothing typed for a while. */
  stop(): void {
    clearTimeout(this.idle);
    if (this.toldAt === Number.NEGATIVE_INFINITY) return;
    this.toldAt = Number.NEGATIVE_INFINITY;
    this.tell(false);
  }
}
