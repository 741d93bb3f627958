const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

/** Turns key strokes into few "typing" and one "stopped typing". */
export class TypingSignal {
  private sentAt = Number.NEGATIVE_INFINITY;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (typing: boolean) => void,
    private readonly now: () => number,
  ) {}

  keyPressed(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
    if (this.now() - this.sentAt < REPEAT_MS) return;
    this.sentAt = this.now();
    this.send(true);
  }

  /** The message was sent, the box emptied, or nothing typed for a while. */
  stop(): void {
    clearTimeout(this.idle);
    if (this.sentAt === Number.NEGATIVE_INFINITY) return;
    this.sentAt = Number.NEGATIVE_INFINITY;
    this.send(false);
  }
}
