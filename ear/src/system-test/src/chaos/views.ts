import type { Message } from "../support/shapes";

/** What one client has on its screen, and everything that went wrong on the way there. */
export class View {
  private readonly known = new Map<string, Message>();
  /** Ids that the socket brought since the last join, its reply included. */
  private received = new Set<string>();
  private lastReceived = new Map<string, number>();
  private inOrder = true;
  readonly complaints: string[] = [];
  /** What came after something newer. */
  readonly late: string[] = [];

  constructor(readonly name: string) {}

  /**
   * The client has joined anew: from here on nothing may come twice, and nothing out of order. What the feed had not
   * been sure of yet comes a little later, behind newer words; who joins with a cursor places messages by their number.
   */
  joined(withCursor: boolean): void {
    this.inOrder = !withCursor;
    this.received = new Set();
    this.lastReceived = new Map();
  }

  /** Brought by the socket, live or as what was missed. */
  receive(message: Message): void {
    if (this.received.has(message.id)) this.complaints.push(`${this.name} received ${message.body} twice in one join`);
    this.received.add(message.id);
    const last = this.lastReceived.get(message.conversation_id) ?? 0;
    if (this.inOrder && message.seq < last) {
      this.late.push(`${this.name} received ${message.body} (${message.seq}) after number ${last}`);
    }
    this.lastReceived.set(message.conversation_id, Math.max(last, message.seq));
    this.known.set(message.id, message);
  }

  /** Read over REST, or missed and then read from the feed, which may repeat what is known. */
  read(messages: readonly Message[]): void {
    for (const message of messages) this.known.set(message.id, message);
  }

  get size(): number {
    return this.known.size;
  }

  /** The words of one conversation in its order. */
  words(conversationId: string): string[] {
    return [...this.known.values()]
      .filter((message) => message.conversation_id === conversationId)
      .sort((one, other) => one.seq - other.seq)
      .map((message) => message.body ?? "");
  }

  /** Up to which number nothing is missing. */
  upTo(conversationId: string): number {
    const numbers = new Set(
      [...this.known.values()]
        .filter((message) => message.conversation_id === conversationId)
        .map((message) => message.seq),
    );
    let complete = 0;
    while (numbers.has(complete + 1)) complete += 1;
    return complete;
  }
}
